-- changes whose merge has had its effect, by the address of the pull request and by the merge commit
CREATE TABLE merged_change (
    ticket_id   text NOT NULL REFERENCES ticket,
    reference   text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, reference)
);

-- each time a reporter was asked whether the correction holds; only the latest can be answered
CREATE TABLE validation (
    round        bigint PRIMARY KEY,
    ticket_id    text NOT NULL REFERENCES ticket,
    asked_at     timestamptz NOT NULL,
    deadline     timestamptz NOT NULL,
    answered_at  timestamptz,
    validated    boolean,
    satisfaction integer CHECK (satisfaction BETWEEN 1 AND 5),
    comment      text
);
CREATE INDEX validation_ticket_idx ON validation (ticket_id, asked_at);
