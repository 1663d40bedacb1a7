-- scenarios shown to newcomers with the application demo
CREATE TABLE demo_run (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scenario     text NOT NULL,
    step         integer NOT NULL,
    operation_id text,
    started_by   text NOT NULL,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz
);

CREATE UNIQUE INDEX demo_run_one ON demo_run ((ended_at IS NULL)) WHERE ended_at IS NULL;

-- the page that says what is wrong now
CREATE INDEX ticket_open ON ticket (task_priority DESC, created_at, id) WHERE closed_at IS NULL;
