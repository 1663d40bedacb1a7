-- who gets the public texts by mail
CREATE TABLE status_subscriber (
    id             text PRIMARY KEY,
    application    text NOT NULL,
    -- SHA-256 of application and address: what stays of those who left
    address_hash   text NOT NULL,
    -- null after they left
    address        text,
    language       text NOT NULL CHECK (language IN ('fr', 'en')),
    state          text NOT NULL CHECK (state IN ('pending', 'confirmed', 'left')),
    asked_at       timestamptz NOT NULL,
    -- how many confirmations were sent since counting_since
    asked          integer NOT NULL,
    counting_since timestamptz NOT NULL,
    confirmed_at   timestamptz,
    left_at        timestamptz,
    UNIQUE (application, address_hash)
);

-- who was told of which incident: they hear of its end too
CREATE TABLE status_told (
    incident_id   text NOT NULL REFERENCES status_incident,
    subscriber_id text NOT NULL REFERENCES status_subscriber,
    PRIMARY KEY (incident_id, subscriber_id)
);
