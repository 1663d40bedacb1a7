-- what a release has done; its way back depends on it, so that facts are added and never changed
CREATE TABLE release_run (
    operation_id text PRIMARY KEY REFERENCES operation,
    application  text NOT NULL,
    version      text NOT NULL,
    tag          text NOT NULL,
    commit_id    text NOT NULL,
    -- what served when the release took the lock; null: nothing did
    previous     text,
    facts        jsonb NOT NULL DEFAULT '{}'
);

-- what became of versions
CREATE TABLE release_version (
    application text NOT NULL,
    version     text NOT NULL,
    state       text NOT NULL CHECK (state IN ('serving', 'served', 'bad')),
    reason      text,
    released_at timestamptz,
    PRIMARY KEY (application, version)
);
CREATE UNIQUE INDEX release_version_serving_idx ON release_version (application) WHERE state = 'serving';

-- what served, in order; the only source of what to go back to
CREATE TABLE release_serving (
    number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application  text NOT NULL,
    version      text NOT NULL,
    previous     text,
    -- the release or the rollback that brought it
    operation_id text NOT NULL UNIQUE REFERENCES operation,
    rolled_back  boolean NOT NULL,
    since        timestamptz NOT NULL
);
CREATE INDEX release_serving_listing_idx ON release_serving (application, number DESC);

-- which slot of an environment serves
CREATE TABLE release_slot (
    application  text NOT NULL,
    environment  text NOT NULL,
    slot         text NOT NULL CHECK (slot IN ('a', 'b')),
    version      text NOT NULL,
    artefact     text NOT NULL,
    operation_id text NOT NULL REFERENCES operation,
    PRIMARY KEY (application, environment)
);

-- the programs that are to run; Vigie sees to it when it starts
CREATE TABLE release_program (
    application text NOT NULL,
    environment text NOT NULL,
    -- 'entry' for what passes requests on
    slot        text NOT NULL,
    role        text NOT NULL,
    -- of the release whose version it runs
    operation_id text NOT NULL REFERENCES operation,
    generation  integer NOT NULL,
    wanted      boolean NOT NULL,
    PRIMARY KEY (application, environment, slot, role)
);

-- how a released version is watched
CREATE TABLE release_observation (
    operation_id text PRIMARY KEY REFERENCES operation,
    started_at   timestamptz NOT NULL,
    requests     bigint NOT NULL DEFAULT 0,
    errors       bigint NOT NULL DEFAULT 0,
    -- null while it goes on
    outcome      text CHECK (outcome IN ('good', 'bad', 'inconclusive')),
    reasons      jsonb NOT NULL DEFAULT '[]',
    -- the answer of a person, which counts once
    account      text,
    go_on        boolean,
    answered_at  timestamptz,
    closed       boolean NOT NULL DEFAULT false
);
CREATE TABLE release_probe (
    operation_id text NOT NULL REFERENCES release_observation,
    number       integer NOT NULL,
    at           timestamptz NOT NULL,
    success      boolean NOT NULL,
    took_millis  bigint NOT NULL,
    detail       text,
    PRIMARY KEY (operation_id, number)
);
