-- how far the feeds of the technology watch are read
CREATE TABLE watch_feed (
    application   text NOT NULL,
    feed          text NOT NULL,
    etag          text,
    last_modified text,
    read_at       timestamptz,
    PRIMARY KEY (application, feed)
);

-- what feeds told that concerns an application, each once
CREATE TABLE watch_item (
    application text NOT NULL,
    feed        text NOT NULL,
    guid        text NOT NULL,
    title       text NOT NULL,
    link        text NOT NULL,
    matched     text NOT NULL,
    published   timestamptz,
    seen_at     timestamptz NOT NULL,
    -- the ticket that it was put into; null: it waits for that of the month
    ticket_id   text REFERENCES ticket,
    PRIMARY KEY (application, feed, guid)
);
CREATE INDEX watch_item_waiting_idx ON watch_item (application) WHERE ticket_id IS NULL;
