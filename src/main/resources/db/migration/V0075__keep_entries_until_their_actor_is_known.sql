-- entries of the trail about user tasks of which it is not known yet who completed them
CREATE TABLE audit_pending (
    -- the place of the entry in the trail, which it keeps
    id                   bigint PRIMARY KEY DEFAULT nextval(pg_get_serial_sequence('audit_entry', 'id')),
    epoch                integer NOT NULL,
    process_instance_key bigint NOT NULL,
    element_id           text NOT NULL,
    -- keys of an engine grow: the task has the first one after this
    after_key            bigint NOT NULL,
    subject              text NOT NULL,
    at                   timestamptz NOT NULL,
    action               text NOT NULL,
    details              text NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_pending_subject_idx ON audit_pending (subject, at);
-- a turn through a task is told by its key
DROP INDEX task_completion_element_idx;
CREATE INDEX task_completion_turn_idx ON task_completion (epoch, process_instance_key, element_id, user_task_key);
