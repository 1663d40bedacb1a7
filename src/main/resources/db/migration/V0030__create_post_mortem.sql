-- one per ticket that must not happen again
CREATE TABLE post_mortem (
    id                   text PRIMARY KEY,
    ticket_id            text NOT NULL UNIQUE REFERENCES ticket,
    application          text NOT NULL,
    status               text NOT NULL,
    process_instance_key bigint,
    timeline             text NOT NULL DEFAULT '',
    impact               text NOT NULL DEFAULT '',
    root_cause           text NOT NULL DEFAULT '',
    immediate_actions    text NOT NULL DEFAULT '',
    long_term_fixes      text NOT NULL DEFAULT '',
    lessons              text NOT NULL DEFAULT '',
    -- everybody who handed in a draft, the last one last
    authors              text[] NOT NULL DEFAULT '{}',
    reviewer             text,
    due                  timestamptz NOT NULL,
    document             text,
    document_path        text,
    created_at           timestamptz NOT NULL,
    published_at         timestamptz,
    closed_at            timestamptz
);
CREATE INDEX post_mortem_application_status_idx ON post_mortem (application, status);
CREATE INDEX post_mortem_created_at_idx ON post_mortem (created_at DESC);

-- what a post-mortem wants done, each as a ticket of its own
CREATE TABLE post_mortem_action (
    post_mortem_id text NOT NULL REFERENCES post_mortem,
    number         integer NOT NULL,
    title          text NOT NULL,
    description    text NOT NULL,
    owner          text,
    ticket_id      text UNIQUE REFERENCES ticket,
    PRIMARY KEY (post_mortem_id, number)
);
