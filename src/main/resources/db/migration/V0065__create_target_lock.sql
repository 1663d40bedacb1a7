-- who works on what of an application (an environment, a database). The row stays when it is free: its fence only grows.
CREATE TABLE target_lock (
    application text NOT NULL,
    resource    text NOT NULL,
    holder      text REFERENCES operation,
    fence       bigint NOT NULL,
    since       timestamptz NOT NULL,
    PRIMARY KEY (application, resource)
);
CREATE INDEX target_lock_holder_idx ON target_lock (holder);
