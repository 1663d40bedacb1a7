-- the marks that the last review of the backlog gave to an open evolution
CREATE TABLE backlog_mark (
    ticket_id      text PRIMARY KEY REFERENCES ticket,
    user_value     integer NOT NULL CHECK (user_value BETWEEN 1 AND 5),
    technical_risk integer NOT NULL CHECK (technical_risk BETWEEN 1 AND 5),
    dependencies   integer NOT NULL CHECK (dependencies >= 0),
    score          integer NOT NULL,
    review_id      text NOT NULL,
    reviewed_at    timestamptz NOT NULL
);
