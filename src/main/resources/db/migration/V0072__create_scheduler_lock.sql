-- what is done by one Vigie at a time (ShedLock); times in UTC, by the clock of the database
CREATE TABLE scheduler_lock (
    name       varchar(64) PRIMARY KEY,
    lock_until timestamp NOT NULL,
    locked_at  timestamp NOT NULL,
    locked_by  varchar(255) NOT NULL
);
