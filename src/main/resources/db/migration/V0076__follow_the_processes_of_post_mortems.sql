-- since when the post-mortem has its process instance, and when it lost one that nobody has replaced yet
ALTER TABLE post_mortem ADD COLUMN process_since timestamptz, ADD COLUMN process_lost_at timestamptz;

-- each time its text was handed in or reviewed: the account is that which completed the task
CREATE TABLE post_mortem_turn (
    post_mortem_id text NOT NULL REFERENCES post_mortem,
    number         integer NOT NULL,
    element_id     text NOT NULL,
    -- the step that recorded it; keys of the engine are unique in an epoch only
    epoch          integer NOT NULL,
    process_key    bigint NOT NULL,
    step_key       bigint NOT NULL,
    -- null: the task was assigned to nobody
    account        text,
    recorded_at    timestamptz NOT NULL,
    PRIMARY KEY (post_mortem_id, number),
    UNIQUE (post_mortem_id, epoch, step_key)
);
