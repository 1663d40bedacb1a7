-- open tickets, the most important first: few beside those that were closed over the years
CREATE INDEX ticket_open_idx ON ticket (task_priority DESC, created_at, id) WHERE closed_at IS NULL;
-- what was done with an application, whatever it was
CREATE INDEX operation_latest_idx ON operation (application, requested_at DESC, id DESC);
