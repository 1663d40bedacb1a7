-- updates and flaws of what applications are made of, each until its ticket is closed
CREATE SEQUENCE dependency_finding_number;
CREATE TABLE dependency_finding (
    id                   text PRIMARY KEY,
    application          text NOT NULL,
    kind                 text NOT NULL CHECK (kind IN ('advisory', 'update')),
    ecosystem            text NOT NULL,
    -- of an advisory its package; of updates minor or major, which are taken together
    subject              text NOT NULL,
    severity             text NOT NULL,
    title                text NOT NULL,
    details              text NOT NULL,
    urgency              text,
    ticket_id            text REFERENCES ticket,
    first_seen           timestamptz NOT NULL,
    last_seen            timestamptz NOT NULL,
    due_at               timestamptz,
    process_instance_key bigint,
    process_since        timestamptz NOT NULL,
    process_lost_at      timestamptz,
    closed_at            timestamptz
);
CREATE UNIQUE INDEX dependency_finding_process_idx ON dependency_finding (process_instance_key) WHERE closed_at IS NULL;
CREATE INDEX dependency_finding_ticket_idx ON dependency_finding (ticket_id);
CREATE INDEX dependency_finding_listing_idx ON dependency_finding (application, first_seen DESC);

-- the names under which a finding is known: CVE, GHSA and others of the same flaw
CREATE TABLE dependency_alias (
    finding_id text NOT NULL REFERENCES dependency_finding,
    alias      text NOT NULL,
    PRIMARY KEY (finding_id, alias)
);
CREATE INDEX dependency_alias_idx ON dependency_alias (alias);
