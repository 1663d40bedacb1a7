-- how the channels of the plans are; a row is made when something is first sent there
CREATE TABLE channel_state (
    application    text NOT NULL,
    channel        text NOT NULL,
    broken_at      timestamptz,              -- null: it is not known to be broken
    reason         text,                     -- why the latest attempt failed; null: it did not
    last_sent_at   timestamptz,
    last_failed_at timestamptz,
    next_at        timestamptz,              -- nothing goes there before
    PRIMARY KEY (application, channel)
);
