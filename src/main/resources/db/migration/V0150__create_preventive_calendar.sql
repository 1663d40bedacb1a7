-- up to when the preventive calendar of each application was looked at
CREATE TABLE preventive_calendar (
    application text PRIMARY KEY,
    looked_at   timestamptz NOT NULL
);

-- entries of the calendar that fell due, and what became of them
CREATE SEQUENCE preventive_run_number;
CREATE TABLE preventive_run (
    id                   text PRIMARY KEY,
    application          text NOT NULL,
    entry                text NOT NULL,
    -- in the language of the plan, as it was called then
    title                text NOT NULL,
    -- the day that the table names
    day                  date NOT NULL,
    due_at               timestamptz NOT NULL,
    -- begun more than an hour after that, for instance because Vigie was down
    late                 boolean NOT NULL,
    -- the account that asked for it; null: the calendar
    asked_by             text,
    created_at           timestamptz NOT NULL,
    status               text NOT NULL CHECK (status IN ('due', 'asked', 'postponed', 'done', 'not-set-up', 'skipped',
                                                         'not-done', 'made-up-for')),
    -- which time Vigie does its part
    turn                 integer NOT NULL DEFAULT 1,
    -- the later run that stands for this one, which fell due while Vigie was down
    made_up_for_by       text REFERENCES preventive_run,
    postponed_to         date,
    decided_by           text,
    remark               text,
    -- JSON: what was ticked off
    points               text,
    process_instance_key bigint,
    process_since        timestamptz NOT NULL,
    process_lost_at      timestamptz,
    closed_at            timestamptz
);
-- no entry runs twice for one day of the calendar
CREATE UNIQUE INDEX preventive_run_day_idx ON preventive_run (application, entry, day) WHERE asked_by IS NULL;
CREATE UNIQUE INDEX preventive_run_process_idx ON preventive_run (process_instance_key) WHERE closed_at IS NULL;
CREATE INDEX preventive_run_listing_idx ON preventive_run (application, created_at DESC);

-- what Vigie did for a run, one after the other
CREATE TABLE preventive_work (
    run_id     text NOT NULL REFERENCES preventive_run,
    turn       integer NOT NULL,
    position   integer NOT NULL,
    work       text NOT NULL,
    state      text NOT NULL CHECK (state IN ('running', 'waiting', 'done', 'failed', 'not-set-up')),
    summary    text,
    -- what was found, line by line
    details    text,
    -- operations that are waited for, separated by spaces
    operations text,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    PRIMARY KEY (run_id, turn, position)
);
CREATE INDEX preventive_work_waiting_idx ON preventive_work (run_id) WHERE state = 'waiting';

-- figures that were compared: costs, hours, traffic
CREATE TABLE preventive_figure (
    run_id      text NOT NULL REFERENCES preventive_run,
    position    integer NOT NULL,
    application text NOT NULL,
    figure      text NOT NULL,
    name        text NOT NULL,
    unit        text NOT NULL,
    expected    numeric,
    most        numeric,
    actual      numeric NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (run_id, position)
);
CREATE INDEX preventive_figure_idx ON preventive_figure (application, figure, at DESC);
