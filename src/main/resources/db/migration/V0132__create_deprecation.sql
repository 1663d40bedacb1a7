-- features that will be withdrawn, each with the process that carries it out
CREATE SEQUENCE deprecation_number;
CREATE TABLE deprecation (
    id                   text PRIMARY KEY,
    application          text NOT NULL,
    feature              text NOT NULL,
    replacement          text NOT NULL,
    removal_on           date NOT NULL,
    -- as often as the date was moved: what is told of each date is told once
    revision             integer NOT NULL DEFAULT 0,
    announced_by         text NOT NULL,
    announced_at         timestamptz NOT NULL,
    status               text NOT NULL CHECK (status IN ('announced', 'removed', 'withdrawn')),
    reason               text,
    decided_by           text,
    process_instance_key bigint,
    process_since        timestamptz NOT NULL,
    process_lost_at      timestamptz,
    closed_at            timestamptz,
    -- up to when what is due was told
    told_until           timestamptz NOT NULL,
    -- the same for every repetition of a request
    request_key          text UNIQUE
);
CREATE UNIQUE INDEX deprecation_process_idx ON deprecation (process_instance_key) WHERE closed_at IS NULL;
CREATE INDEX deprecation_listing_idx ON deprecation (application, announced_at DESC);
