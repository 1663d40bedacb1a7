-- up to when the release calendar of each application was looked at
CREATE TABLE release_calendar (
    application text PRIMARY KEY,
    looked_at   timestamptz NOT NULL
);

-- releases that were due, and what became of them
CREATE SEQUENCE release_proposal_number;
CREATE TABLE release_proposal (
    id                   text PRIMARY KEY,
    application          text NOT NULL,
    -- the greatest change that may go out on that day
    up_to                text NOT NULL CHECK (up_to IN ('PATCH', 'MINOR', 'MAJOR')),
    due_at               timestamptz NOT NULL,
    -- the account that asked for it; null: the calendar
    asked_by             text,
    created_at           timestamptz NOT NULL,
    status               text NOT NULL
                         CHECK (status IN ('due', 'proposed', 'requested', 'put-off', 'unanswered', 'nothing', 'held')),
    version              text,
    commit_id            text,
    reason               text,
    decided_by           text,
    operation_id         text REFERENCES operation,
    process_instance_key bigint,
    process_since        timestamptz NOT NULL,
    process_lost_at      timestamptz,
    closed_at            timestamptz
);
-- people are asked one thing at a time
CREATE UNIQUE INDEX release_proposal_open_idx ON release_proposal (application) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX release_proposal_process_idx ON release_proposal (process_instance_key) WHERE closed_at IS NULL;
CREATE INDEX release_proposal_listing_idx ON release_proposal (application, created_at DESC);
