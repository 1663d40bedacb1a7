-- one row per breached due date of a ticket's target
CREATE TABLE escalation (
    id               text PRIMARY KEY,
    ticket_id        text NOT NULL,
    target           text NOT NULL,
    state            text NOT NULL CHECK (state IN ('running', 'acknowledged', 'exhausted', 'ended')),
    started_at       timestamptz NOT NULL,
    ended_at         timestamptz,
    acknowledged_by  text,
    acknowledged_via text,
    remark           text
);
CREATE INDEX escalation_ticket_idx ON escalation (ticket_id, started_at);

-- who was told, at which step of the chain (counted from 0 through all its runs)
CREATE TABLE escalation_notice (
    escalation_id text NOT NULL REFERENCES escalation,
    step          integer NOT NULL,
    contact       text NOT NULL,
    told_at       timestamptz NOT NULL,
    PRIMARY KEY (escalation_id, step, contact)
);
