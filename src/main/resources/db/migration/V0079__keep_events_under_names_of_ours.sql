-- events that cannot be read are looked at again, less and less often
ALTER TABLE event_quarantine
    ADD COLUMN attempts integer NOT NULL DEFAULT 0,
    ADD COLUMN due_at   timestamptz NOT NULL DEFAULT '-infinity';

-- what an event failed with last
ALTER TABLE event_delivery ADD COLUMN last_error text;

-- what tickets asked of their process was once an event; nobody listens to these any more
INSERT INTO process_request (id, message, correlation_key, case_id, buffered, variables, requested_at, due_at)
SELECT DISTINCT ON (t.id) 'ticket/' || t.id || '/start', 'ticket-received', t.id, t.id, 0,
       json_build_object('ticketId', t.id)::text, p.publication_date, now()
  FROM event_publication p
  JOIN ticket t ON t.id = p.serialized_event::json ->> 'ticketId'
 WHERE p.event_type = 'org.vigie.ticket.TicketCreated' AND p.completion_date IS NULL
   AND t.process_instance_key IS NULL AND t.closed_at IS NULL
    ON CONFLICT DO NOTHING;
INSERT INTO process_request (id, message, correlation_key, case_id, buffered, variables, requested_at, due_at)
SELECT 'ticket/' || t.id || '/reopening/' || (p.serialized_event::json ->> 'requestId'), 'ticket-reopened', t.id, t.id,
       60000, json_build_object('ticketId', t.id, 'reopeningReason', p.serialized_event::json ->> 'reason')::text,
       p.publication_date, now()
  FROM event_publication p
  JOIN ticket t ON t.id = p.serialized_event::json ->> 'ticketId'
 WHERE p.event_type = 'org.vigie.ticket.ReopeningRequested' AND p.completion_date IS NULL AND t.closed_at IS NOT NULL
    ON CONFLICT DO NOTHING;
INSERT INTO process_request (id, message, correlation_key, case_id, buffered, variables, requested_at, due_at)
SELECT 'ticket/' || t.id || '/answer/' || (p.serialized_event::json ->> 'answerId'), 'reporter-answered', t.id, t.id,
       60000, json_build_object('ticketId', t.id, 'answer', p.serialized_event::json ->> 'answer',
                                'reporterAnswered', true)::text, p.publication_date, now()
  FROM event_publication p
  JOIN ticket t ON t.id = p.serialized_event::json ->> 'ticketId'
 WHERE p.event_type = 'org.vigie.ticket.ReporterAnswered' AND p.completion_date IS NULL AND t.closed_at IS NULL
    ON CONFLICT DO NOTHING;
INSERT INTO process_request (id, message, correlation_key, case_id, buffered, variables, requested_at, due_at)
SELECT 'ticket/' || t.id || '/cancellation/' || (p.serialized_event::json ->> 'requestId'), 'ticket-cancelled', t.id, t.id,
       60000, json_build_object('ticketId', t.id, 'reason', p.serialized_event::json ->> 'reason')::text,
       p.publication_date, now()
  FROM event_publication p
  JOIN ticket t ON t.id = p.serialized_event::json ->> 'ticketId'
 WHERE p.event_type = 'org.vigie.ticket.CancellationRequested' AND p.completion_date IS NULL AND t.closed_at IS NULL
    ON CONFLICT DO NOTHING;
INSERT INTO process_request (id, message, correlation_key, case_id, buffered, variables, requested_at, due_at)
SELECT 'ticket/' || t.id || '/validation/' || (p.serialized_event::json ->> 'round'), 'ticket-validated', t.id, t.id, 60000,
       json_build_object('ticketId', t.id,
                         'validated', p.serialized_event::json -> 'answer' -> 'validated',
                         'satisfaction', p.serialized_event::json -> 'answer' -> 'satisfaction',
                         'validationComment', p.serialized_event::json -> 'answer' -> 'comment')::text,
       p.publication_date, now()
  FROM event_publication p
  JOIN ticket t ON t.id = p.serialized_event::json ->> 'ticketId'
 WHERE p.event_type = 'org.vigie.ticket.ValidationGiven' AND p.completion_date IS NULL AND t.closed_at IS NULL
    ON CONFLICT DO NOTHING;
DELETE FROM event_publication
 WHERE completion_date IS NULL
   AND event_type IN ('org.vigie.ticket.TicketCreated', 'org.vigie.ticket.ReopeningRequested',
                      'org.vigie.ticket.ReporterAnswered', 'org.vigie.ticket.CancellationRequested',
                      'org.vigie.ticket.ValidationGiven');
