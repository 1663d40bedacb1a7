-- releases whose tickets were looked up
CREATE TABLE release_delivery (
    operation_id text PRIMARY KEY REFERENCES operation,
    looked_at    timestamptz NOT NULL
);
-- what was released before is not told after the fact
INSERT INTO release_delivery (operation_id, looked_at)
SELECT operation_id, since FROM release_serving WHERE NOT rolled_back;

-- the tickets of each release; settled when the ticket is closed, or its process was told
CREATE TABLE release_ticket (
    operation_id text NOT NULL REFERENCES release_delivery,
    ticket_id    text NOT NULL,
    settled_at   timestamptz,
    PRIMARY KEY (operation_id, ticket_id)
);
CREATE INDEX release_ticket_open_idx ON release_ticket (ticket_id) WHERE settled_at IS NULL;

-- processes of tickets that wait for the release of their change
CREATE TABLE release_awaited (
    ticket_id            text NOT NULL,
    process_instance_key bigint NOT NULL,
    application          text NOT NULL,
    merge_commit         text,
    since                timestamptz NOT NULL,
    -- whether it was looked for in what serves already
    looked               boolean NOT NULL DEFAULT false,
    -- the release that brought it; null while it waits
    operation_id         text REFERENCES operation,
    PRIMARY KEY (ticket_id, process_instance_key)
);
CREATE INDEX release_awaited_open_idx ON release_awaited (application) WHERE operation_id IS NULL;
