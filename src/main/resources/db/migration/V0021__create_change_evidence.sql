-- what is known about the pull requests that name a ticket
CREATE TABLE change_evidence (
    ticket_id       text NOT NULL REFERENCES ticket,
    repository_id   bigint NOT NULL,
    pull_request    integer NOT NULL,
    url             text NOT NULL,
    title           text NOT NULL,
    branch          text NOT NULL,
    base_branch     text NOT NULL,
    head_sha        text NOT NULL,
    state           text NOT NULL,
    merge_commit    text,
    merged_at       timestamptz,
    tests           text NOT NULL DEFAULT 'unknown',
    tests_touched   boolean,
    coverage_before numeric(5, 2),
    coverage_after  numeric(5, 2),
    review          text NOT NULL DEFAULT 'none',
    reviewers       text[] NOT NULL DEFAULT '{}',
    commit_messages text[] NOT NULL DEFAULT '{}',
    -- GitHub's own time of the pull request: an older delivery that arrives later changes nothing
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, repository_id, pull_request)
);
CREATE INDEX change_evidence_pull_request_idx ON change_evidence (repository_id, pull_request);
CREATE INDEX change_evidence_head_idx ON change_evidence (repository_id, head_sha);

-- results of checks by commit, known perhaps before the pull request is
CREATE TABLE github_check (
    repository_id   bigint NOT NULL,
    head_sha        text NOT NULL,
    source          text NOT NULL,
    branch          text,
    -- null: still running
    conclusion      text,
    coverage        numeric(5, 2),
    coverage_before numeric(5, 2),
    reported_at     timestamptz NOT NULL,
    PRIMARY KEY (repository_id, head_sha, source)
);
CREATE INDEX github_check_branch_idx ON github_check (repository_id, branch, reported_at DESC)
    WHERE coverage IS NOT NULL;

-- the last word of each reviewer
CREATE TABLE github_review (
    repository_id bigint NOT NULL,
    pull_request  integer NOT NULL,
    reviewer_id   bigint NOT NULL,
    reviewer      text NOT NULL,
    state         text NOT NULL,
    reviewed_at   timestamptz NOT NULL,
    PRIMARY KEY (repository_id, pull_request, reviewer_id)
);
