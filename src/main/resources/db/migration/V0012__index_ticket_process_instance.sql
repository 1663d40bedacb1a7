CREATE INDEX ticket_process_instance_idx ON ticket (process_instance_key);
