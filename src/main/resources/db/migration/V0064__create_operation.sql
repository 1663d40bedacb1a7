-- what a person, a timer or another process asked for: a backup, a release, a restore test
CREATE TABLE operation (
    id                   text PRIMARY KEY,
    kind                 text NOT NULL,
    application          text NOT NULL,
    status               text NOT NULL CHECK (status IN ('requested', 'running', 'waiting', 'succeeded', 'failed',
                                                         'cancelled', 'refused')),
    input                jsonb NOT NULL,
    -- the same request sent again carries the same key and must carry the same body
    request_key          text NOT NULL,
    request_hash         text NOT NULL,
    requested_by         text NOT NULL,
    requested_at         timestamptz NOT NULL,
    reason               text,
    -- the operation on whose behalf this one runs, itself if it stands alone: the lock belongs to the root
    root_id              text NOT NULL,
    process_instance_key bigint,
    started_at           timestamptz,
    ended_at             timestamptz,
    outcome              text,
    cause                text,
    details              jsonb NOT NULL DEFAULT '{}',
    cancelled_by         text,
    UNIQUE (application, kind, request_key)
);
CREATE INDEX operation_listing_idx ON operation (application, kind, requested_at DESC, id DESC);
CREATE INDEX operation_process_idx ON operation (process_instance_key) WHERE process_instance_key IS NOT NULL;
CREATE INDEX operation_open_idx ON operation (requested_at) WHERE ended_at IS NULL;

CREATE TABLE operation_step (
    operation_id text NOT NULL REFERENCES operation,
    number       integer NOT NULL,
    name         text NOT NULL,
    status       text NOT NULL CHECK (status IN ('running', 'succeeded', 'failed')),
    -- the command that carries it out, if one does
    run_id       text,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    detail       text,
    PRIMARY KEY (operation_id, number)
);
