-- what is watched: one row for each monitor of a plan, claimed by one Vigie when its check is due
CREATE TABLE monitor (
    application     text NOT NULL,
    id              text NOT NULL,
    state           text NOT NULL CHECK (state IN ('UP', 'DOWN', 'DEGRADED', 'UNKNOWN', 'PAUSED', 'STALE')),
    cause           text,                    -- stable code; null while it is up
    subject         text,                    -- what of the target it is about, when there can be several
    text            text,                    -- for people
    since           timestamptz NOT NULL,
    -- what the latest checks tell and is not yet confirmed
    next_state      text CHECK (next_state IN ('UP', 'DOWN', 'DEGRADED', 'UNKNOWN')),
    next_cause      text,
    next_since      timestamptz,
    next_count      integer NOT NULL DEFAULT 0,
    due_at          timestamptz NOT NULL,
    token           uuid,                    -- of the attempt that has it
    leased_until    timestamptz,
    last_checked_at timestamptz,
    result          text,                    -- JSON: what the latest check measured
    memory          text,                    -- JSON: what the next check needs of it
    paused_by       text,
    retired_at      timestamptz,             -- the plan no longer names it
    PRIMARY KEY (application, id)
);
CREATE INDEX monitor_due_idx ON monitor (due_at) WHERE retired_at IS NULL;

-- in which state a monitor was, without gaps since it was first seen; the last one is open
CREATE TABLE monitor_period (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application text NOT NULL,
    monitor     text NOT NULL,
    state       text NOT NULL,
    cause       text,
    started_at  timestamptz NOT NULL,
    ended_at    timestamptz,
    FOREIGN KEY (application, monitor) REFERENCES monitor
);
CREATE UNIQUE INDEX monitor_period_open_idx ON monitor_period (application, monitor) WHERE ended_at IS NULL;
CREATE INDEX monitor_period_idx ON monitor_period (application, monitor, started_at);

-- what each check measured, for charts and indicators
CREATE TABLE monitor_sample (
    application text NOT NULL,
    monitor     text NOT NULL,
    at          timestamptz NOT NULL,
    verdict     text NOT NULL,
    millis      integer,
    measures    text NOT NULL,
    PRIMARY KEY (application, monitor, at)
);
CREATE INDEX monitor_sample_age_idx ON monitor_sample (at);

-- reports from outside
CREATE TABLE monitor_heartbeat (
    application text NOT NULL,
    monitor     text NOT NULL,
    at          timestamptz NOT NULL,
    status      text,
    PRIMARY KEY (application, monitor)
);

-- planned maintenance that does not come again; what comes again stands in plan files
CREATE TABLE maintenance_window (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application text NOT NULL,
    monitors    text,                        -- JSON list of ids; null: everything of the application
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL CHECK (ends_at > starts_at),
    reason      text NOT NULL,
    created_by  text NOT NULL,
    created_at  timestamptz NOT NULL,
    cancelled_at timestamptz,
    ended_at    timestamptz                  -- earlier than planned
);
CREATE INDEX maintenance_window_idx ON maintenance_window (application, ends_at);
