-- what stands still until somebody looks at it
CREATE TABLE trouble (
    key          text PRIMARY KEY,
    kind         text NOT NULL,
    -- the case it concerns, if it is known
    subject      text,
    message      text NOT NULL,
    hint         text NOT NULL,
    link         text,
    since        timestamptz NOT NULL,
    cleared_at   timestamptz,
    -- troubles at the same place are the same one that came back
    place        text,
    self_retries integer NOT NULL DEFAULT 0,
    retried_at   timestamptz,
    -- null: it was retried by itself
    retried_by   text
);
CREATE INDEX trouble_open_idx ON trouble (since) WHERE cleared_at IS NULL;
CREATE INDEX trouble_place_idx ON trouble (place, since) WHERE place IS NOT NULL;
