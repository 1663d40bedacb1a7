-- alerts that are told together: one fault
CREATE TABLE alert_group (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application  text NOT NULL,
    key          text NOT NULL,
    opened_at    timestamptz NOT NULL,
    joinable     boolean NOT NULL DEFAULT true,
    severity     text NOT NULL CHECK (severity IN ('critical', 'important', 'informative')),
    channels     text NOT NULL,              -- JSON list
    rule         text NOT NULL,
    digest       boolean NOT NULL DEFAULT false,
    tell_at      timestamptz NOT NULL,       -- when the opening is to be told
    deadline     timestamptz NOT NULL,       -- by when it has to be
    changed_at   timestamptz NOT NULL,       -- when one of its alerts last opened or closed
    flaps        integer NOT NULL DEFAULT 0,
    due_at       timestamptz,                -- when to look at it again; null: when something changes
    waits_for    text                        -- why not now, for people
);
CREATE UNIQUE INDEX alert_group_joinable_idx ON alert_group (application, key) WHERE joinable;
CREATE INDEX alert_group_due_idx ON alert_group (due_at) WHERE due_at IS NOT NULL;

-- one occurrence: what it is about and when it began
CREATE TABLE alert (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    group_id     bigint NOT NULL REFERENCES alert_group,
    fingerprint  text NOT NULL,
    starts_at    timestamptz NOT NULL,
    application  text NOT NULL,
    source       text NOT NULL,
    kind         text NOT NULL,
    state        text NOT NULL CHECK (state IN ('open', 'closed', 'stale')),
    severity     text NOT NULL,
    component    text NOT NULL,
    monitor      text,                       -- of the plan; null: it comes from elsewhere
    title        text NOT NULL,
    text         text NOT NULL,
    link         text,
    opened_at    timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    closed_at    timestamptz,
    flaps        integer NOT NULL DEFAULT 0,
    UNIQUE (fingerprint, starts_at)
);
CREATE INDEX alert_open_idx ON alert (fingerprint) WHERE state <> 'closed';
CREATE INDEX alert_group_idx ON alert (group_id);
CREATE INDEX alert_list_idx ON alert (application, id);

-- what happened to an alert, for its explanation
CREATE TABLE alert_note (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_id bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
    at       timestamptz NOT NULL,
    text     text NOT NULL
);
CREATE INDEX alert_note_idx ON alert_note (alert_id, id);

-- what was told of a group: one row for each reader
CREATE TABLE alert_message (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    group_id   bigint NOT NULL REFERENCES alert_group ON DELETE CASCADE,
    number     integer NOT NULL,             -- of the message within the group
    what       text NOT NULL,
    severity   text NOT NULL,
    at         timestamptz NOT NULL,
    alerts     integer NOT NULL,             -- how many the group had
    flaps      integer NOT NULL,
    channel    text NOT NULL,
    contact    text,
    name       text NOT NULL,
    address    text NOT NULL,
    notice_key text NOT NULL
);
CREATE INDEX alert_message_idx ON alert_message (group_id, number);

-- deliveries that say too little to be an alert
CREATE TABLE alert_dead_letter (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application text NOT NULL,
    source      text NOT NULL,
    received_at timestamptz NOT NULL,
    reason      text NOT NULL,
    payload     text NOT NULL
);
