-- accepted deliveries, kept for good: the id of a delivery tells its repetition, however late that comes
CREATE TABLE github_delivery (
    delivery_id   uuid PRIMARY KEY,
    event         text NOT NULL,
    action        text,
    application   text NOT NULL,
    repository_id bigint NOT NULL,
    repository    text NOT NULL,
    -- dropped some time after it was processed
    payload       text,
    received_at   timestamptz NOT NULL,
    processed_at  timestamptz,
    outcome       text
);
CREATE INDEX github_delivery_processed_idx ON github_delivery (processed_at) WHERE payload IS NOT NULL;

-- which issue is which ticket; the id of a repository survives that it is renamed
CREATE TABLE github_issue (
    repository_id  bigint NOT NULL,
    number         integer NOT NULL,
    application    text NOT NULL,
    ticket_id      text NOT NULL UNIQUE REFERENCES ticket,
    reporter_id    bigint NOT NULL,
    reporter_login text NOT NULL,
    -- the one comment that is kept up to date
    comment_id     bigint,
    comment_at     timestamptz,
    -- how the issue is to be: completed, not_planned or open; null: leave it as it is
    wanted_state   text,
    -- deleted or moved away on GitHub
    gone           boolean NOT NULL DEFAULT false,
    PRIMARY KEY (repository_id, number)
);

-- what is to be read from or written to GitHub, kept until it is done
CREATE TABLE github_sync (
    kind         text NOT NULL,
    subject      text NOT NULL,
    application  text NOT NULL,
    due_at       timestamptz NOT NULL,
    attempts     integer NOT NULL DEFAULT 0,
    -- counts requests; a request that comes while another is carried out is not lost
    requested    bigint NOT NULL DEFAULT 1,
    done         bigint NOT NULL DEFAULT 0,
    leased_until timestamptz,
    last_error   text,
    PRIMARY KEY (kind, subject)
);
CREATE INDEX github_sync_due_idx ON github_sync (due_at) WHERE requested > done;

-- until when GitHub wants to be left alone
CREATE TABLE github_pause (
    application text PRIMARY KEY,
    until       timestamptz NOT NULL
);
