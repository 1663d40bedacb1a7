-- when an event that its listener could not finish is delivered again; gone with the event
CREATE TABLE event_delivery (
    id       uuid PRIMARY KEY REFERENCES event_publication ON DELETE CASCADE,
    attempts integer NOT NULL,
    due_at   timestamptz NOT NULL
);

-- events that cannot be read: taken out of the registry, which would stumble over them, until somebody has looked
CREATE TABLE event_quarantine (
    id               uuid PRIMARY KEY,
    listener_id      text NOT NULL,
    event_type       text NOT NULL,
    serialized_event text NOT NULL,
    publication_date timestamptz NOT NULL,
    reason           text NOT NULL,
    quarantined_at   timestamptz NOT NULL
);
