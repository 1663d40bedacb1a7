-- a version that serves well and whose section of the changelog is to be committed, and brought elsewhere where the plan says so
CREATE TABLE release_changelog (
    application text NOT NULL,
    version     text NOT NULL,
    asked_at    timestamptz NOT NULL,
    attempts    integer NOT NULL DEFAULT 0,
    next_at     timestamptz NOT NULL,
    -- the commit that the branch led to with it
    commit_id   text,
    -- where branch and tag were brought; null: nowhere
    pushed_to   text,
    done_at     timestamptz,
    problem     text,
    PRIMARY KEY (application, version)
);
CREATE INDEX release_changelog_due_idx ON release_changelog (next_at) WHERE done_at IS NULL;
