-- the engines that this database has worked with, each recognised by a process that only it has
CREATE TABLE engine_epoch (
    epoch      integer PRIMARY KEY,
    process_id text NOT NULL UNIQUE,
    begun_at   timestamptz NOT NULL
);
