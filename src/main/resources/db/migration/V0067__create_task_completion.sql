-- who completed which user task, as the engine tells it; keys of the engine are unique in an epoch only
CREATE TABLE task_completion (
    epoch                integer NOT NULL,
    user_task_key        bigint NOT NULL,
    element_instance_key bigint,
    element_id           text NOT NULL,
    process_id           text,
    process_instance_key bigint NOT NULL,
    -- null: the task was assigned to nobody
    account              text,
    completed_at         timestamptz NOT NULL,
    PRIMARY KEY (epoch, user_task_key)
);
CREATE INDEX task_completion_element_idx ON task_completion (epoch, process_instance_key, element_id, completed_at);
CREATE INDEX task_completion_completed_idx ON task_completion (epoch, completed_at);
