-- the incident of one fault; its id is that of its operation
CREATE TABLE incident (
    id           text PRIMARY KEY,
    application  text NOT NULL,
    title        text NOT NULL,
    impact       text NOT NULL,
    priority     text NOT NULL,
    -- the alerts that are told together, which are one fault; null: a person reported it
    alert_group  bigint,
    components   text NOT NULL,
    since        timestamptz NOT NULL,
    opened_at    timestamptz NOT NULL,
    opened_by    text NOT NULL,
    -- facts as JSON, the same as a document for people
    diagnosis    text,
    document     text,
    diagnosed_at timestamptz,
    ticket_id    text,
    crisis_id    text,
    resolved_at  timestamptz,
    resolved_by  text
);
-- one at a time of a fault
CREATE UNIQUE INDEX incident_fault_idx ON incident (application, alert_group) WHERE resolved_at IS NULL;
CREATE INDEX incident_opened_idx ON incident (opened_at);

-- what joined it
CREATE TABLE incident_alert (
    incident_id text NOT NULL REFERENCES incident,
    alert_id    bigint NOT NULL,
    monitor     text,
    joined_at   timestamptz NOT NULL,
    PRIMARY KEY (incident_id, alert_id)
);
CREATE INDEX incident_alert_idx ON incident_alert (alert_id);

-- what was proposed and done about it, one after the other
CREATE TABLE incident_remedy (
    incident_id  text NOT NULL REFERENCES incident,
    number       integer NOT NULL,
    -- what the table remedy says, and by which rule
    proposed     text NOT NULL,
    rule         text NOT NULL,
    prepared_at  timestamptz NOT NULL,
    asked        boolean NOT NULL,
    -- what is done: as proposed, or as somebody decided
    action       text,
    decided_by   text,
    remark       text,
    started_at   timestamptz,
    -- a rollback or recovery that was asked for
    operation_id text,
    ended_at     timestamptz,
    success      boolean,
    result       text,
    PRIMARY KEY (incident_id, number)
);
CREATE INDEX incident_remedy_operation_idx ON incident_remedy (operation_id) WHERE operation_id IS NOT NULL;
