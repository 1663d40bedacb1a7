-- the process of an escalation, since when, and when it was found to be over
ALTER TABLE escalation
    ADD COLUMN process_instance_key bigint,
    ADD COLUMN process_since        timestamptz,
    ADD COLUMN process_ended_at     timestamptz;
CREATE INDEX escalation_process_idx ON escalation (process_instance_key);
CREATE INDEX escalation_watched_idx ON escalation (id)
    WHERE process_instance_key IS NOT NULL AND process_ended_at IS NULL;

-- the process that looked at a clock last
ALTER TABLE sla_clock ADD COLUMN process_instance_key bigint;
CREATE INDEX sla_clock_process_idx ON sla_clock (process_instance_key);

-- starts that were under way as events; a process finds out by itself that an escalation is over
INSERT INTO process_request (id, message, correlation_key, case_id, buffered, variables, requested_at, due_at)
SELECT 'escalation/' || e.id || '/start', 'escalation-started', e.id, e.id, 0,
       json_build_object('escalationId', e.id, 'ticketId', e.ticket_id, 'target', e.target)::text, now(), now()
  FROM event_publication p
  JOIN escalation e ON e.id = p.serialized_event::json ->> 'escalationId'
 WHERE p.event_type = 'org.vigie.escalation.EscalationStarted' AND p.completion_date IS NULL AND e.state = 'running'
    ON CONFLICT DO NOTHING;
DELETE FROM event_publication WHERE event_type LIKE 'org.vigie.escalation.%' AND completion_date IS NULL;
