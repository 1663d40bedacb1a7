-- names under which an advisory was told by any feed: CVE, GHSA and others of the same flaw
CREATE TABLE watch_alias (
    application text NOT NULL,
    alias       text NOT NULL,
    seen_at     timestamptz NOT NULL,
    PRIMARY KEY (application, alias)
);
