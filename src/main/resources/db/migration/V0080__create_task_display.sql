-- cases whose open tasks are to show something else in Tasklist; gone when they do
CREATE TABLE task_display (
    case_id    text PRIMARY KEY,
    -- counts wishes: one that comes while another is carried out is not lost
    wished     bigint NOT NULL DEFAULT 1,
    -- how often the tasks were brought up to date since the last wish: a new task is seen late
    looks      integer NOT NULL DEFAULT 0,
    -- failures since it last worked
    attempts   integer NOT NULL DEFAULT 0,
    -- not looked at before: somebody does it, the tasks settle, or it failed a moment ago
    due_at     timestamptz NOT NULL,
    last_error text
);
CREATE INDEX task_display_due_idx ON task_display (due_at);
