-- the communication of one incident; its id is that of its operation
CREATE TABLE crisis (
    id          text PRIMARY KEY,
    application text NOT NULL,
    -- whose it is: of the process that started it, or its own id
    incident    text NOT NULL,
    drill       boolean NOT NULL,
    impact      text NOT NULL,
    priority    text NOT NULL,
    components  text NOT NULL,
    opened_at   timestamptz NOT NULL,
    resolved_at timestamptz,
    resolved_by text,
    announced_at timestamptz
);
CREATE INDEX crisis_incident_idx ON crisis (application, incident);

-- one public text after the other, each approved by somebody or left to the neutral one
CREATE TABLE crisis_turn (
    crisis_id    text NOT NULL REFERENCES crisis,
    turn         integer NOT NULL,
    prepared_at  timestamptz NOT NULL,
    neutral_at   timestamptz NOT NULL,
    decided_at   timestamptz,
    decided_by   text,
    decision     text CHECK (decision IN ('publish', 'neutral')),
    text_fr      text,
    text_en      text,
    hours        integer,
    data         text,
    signature    text,
    -- why the text that was handed in last was not taken
    findings     text,
    published_at timestamptz,
    PRIMARY KEY (crisis_id, turn)
);
