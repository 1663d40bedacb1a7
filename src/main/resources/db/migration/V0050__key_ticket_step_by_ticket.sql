-- an engine that was set up anew hands out the same keys again
ALTER TABLE ticket_step DROP CONSTRAINT ticket_step_pkey, ADD PRIMARY KEY (ticket_id, element_instance_key);
