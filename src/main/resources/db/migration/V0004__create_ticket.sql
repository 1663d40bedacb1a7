CREATE SEQUENCE ticket_number;

CREATE TABLE ticket (
    id                   text PRIMARY KEY,
    application          text NOT NULL,
    title                text NOT NULL,
    description          text NOT NULL,
    type                 text NOT NULL,
    impact               text NOT NULL,
    labels               text[] NOT NULL,
    reporter_name        text NOT NULL,
    reporter_email       text NOT NULL,
    source               text NOT NULL,
    -- the same request sent again carries the same key
    request_key          text UNIQUE,
    priority             text NOT NULL,
    task_priority        integer NOT NULL,
    status               text NOT NULL,
    response_due         timestamptz,
    resolution_due       timestamptz,
    process_instance_key bigint,
    owner                text,
    team                 text,
    planned_release      text,
    duplicate_of         text,
    root_cause           text,
    pull_request         text,
    release_note         text,
    release_note_kind    text,
    satisfaction         integer CHECK (satisfaction BETWEEN 1 AND 5),
    created_at           timestamptz NOT NULL,
    closed_at            timestamptz
);
CREATE INDEX ticket_application_status_idx ON ticket (application, status);
CREATE INDEX ticket_created_at_idx ON ticket (created_at DESC);

-- every user task of a ticket's process instance, once per element instance
CREATE TABLE ticket_step (
    element_instance_key bigint PRIMARY KEY,
    ticket_id            text NOT NULL REFERENCES ticket,
    element_id           text NOT NULL,
    started_at           timestamptz NOT NULL,
    completed_at         timestamptz
);
CREATE INDEX ticket_step_ticket_idx ON ticket_step (ticket_id, started_at);
