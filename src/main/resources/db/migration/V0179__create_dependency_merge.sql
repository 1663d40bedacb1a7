-- packages of a finding that a merged pull request of an update robot has brought up to date
CREATE TABLE dependency_merge (
    finding_id   text NOT NULL REFERENCES dependency_finding,
    package      text NOT NULL,
    pull_request text NOT NULL,
    merged_at    timestamptz NOT NULL,
    PRIMARY KEY (finding_id, package)
);
