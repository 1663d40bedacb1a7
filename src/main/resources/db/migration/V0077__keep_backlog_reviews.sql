-- reviews of the backlog, each with the process that carries it out
CREATE SEQUENCE backlog_review_number;
CREATE TABLE backlog_review (
    id                   text PRIMARY KEY,
    process_instance_key bigint,
    process_since        timestamptz NOT NULL,
    process_lost_at      timestamptz,
    started_at           timestamptz NOT NULL,
    due                  timestamptz NOT NULL,
    closed_at            timestamptz
);
CREATE UNIQUE INDEX backlog_review_process_idx ON backlog_review (process_instance_key) WHERE closed_at IS NULL;

-- the applications whose backlog is reviewed: a process that is started anew leaves them out
CREATE TABLE backlog_reviewed (
    review_id   text NOT NULL,
    application text NOT NULL,
    reviewed_at timestamptz NOT NULL,
    PRIMARY KEY (review_id, application)
);
