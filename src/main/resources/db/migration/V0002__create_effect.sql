-- one row per effect on the outside, written before and after it happens
CREATE TABLE effect (
    key         text PRIMARY KEY,
    state       text NOT NULL CHECK (state IN ('INTENT', 'DONE', 'FAILED')),
    token       uuid NOT NULL,
    lease_until timestamptz NOT NULL,
    attempts    integer NOT NULL,
    doubtful    boolean NOT NULL DEFAULT false,
    result      text,
    created_at  timestamptz NOT NULL,
    done_at     timestamptz
);
