-- what people are told: written with what it tells of, delivered afterwards
CREATE TABLE notice (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key            text NOT NULL UNIQUE,
    application    text,
    subject        text NOT NULL,            -- what it is about, for example a ticket id
    contact        text,                     -- the reader, as the plan file calls them
    name           text NOT NULL,
    address        text NOT NULL,
    language       text NOT NULL,
    template       text NOT NULL,
    channel        text NOT NULL,
    title          text NOT NULL,
    plain          text NOT NULL,
    html           text NOT NULL,
    state          text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'SENT', 'REFUSED', 'GIVEN_UP')),
    created_at     timestamptz NOT NULL,
    due_at         timestamptz NOT NULL,     -- of the next attempt
    attempts       integer NOT NULL DEFAULT 0,
    first_tried_at timestamptz,
    token          uuid,                     -- of the attempt that has it
    leased_until   timestamptz,
    doubtful       boolean NOT NULL DEFAULT false, -- an attempt was cut off and may have delivered it
    finished_at    timestamptz,
    went_to        text,
    reason         text,                     -- why the latest attempt failed
    refusal_of     bigint REFERENCES notice  -- the notice whose failure this one tells of
);
CREATE INDEX notice_due_idx ON notice (due_at, id) WHERE state = 'WAITING';
CREATE INDEX notice_unsent_idx ON notice (state) WHERE state <> 'SENT';
CREATE INDEX notice_subject_idx ON notice (subject, id);
CREATE INDEX notice_refusal_idx ON notice (refusal_of) WHERE refusal_of IS NOT NULL;

-- mails of earlier versions are not sent again; who got them and what they said stands in the mails alone
INSERT INTO notice (key, subject, name, address, language, template, channel, title, plain, html, state, created_at,
                    due_at, attempts, finished_at, went_to)
SELECT substr(key, 6), split_part(substr(key, 6), '/', 1), '', '', '', '', 'mail', '', '', '', 'SENT', created_at,
       created_at, attempts, done_at, trim(both '"' from result)
  FROM effect
 WHERE key LIKE 'mail/%' AND state = 'DONE';
