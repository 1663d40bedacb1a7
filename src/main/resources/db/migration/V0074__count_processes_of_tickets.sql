-- how many processes the ticket has had: part of the keys of what people are told, which outlive an engine
ALTER TABLE ticket ADD COLUMN process_number integer NOT NULL DEFAULT 0;
-- keys of elements mean something in their process only
ALTER TABLE ticket_step
    ADD COLUMN process_number integer NOT NULL DEFAULT 0,
    DROP CONSTRAINT ticket_step_pkey,
    ADD PRIMARY KEY (ticket_id, process_number, element_instance_key);

-- a receipt is sent once in the life of a ticket, whichever of its processes confirms it
UPDATE notice SET key = subject || '/receipt'
 WHERE id IN (SELECT min(id) FROM notice WHERE key ~ '^[^/]+/receipt/[0-9]+$' GROUP BY subject);
