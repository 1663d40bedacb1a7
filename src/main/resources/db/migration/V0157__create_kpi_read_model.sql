-- What the indicators of a month are made of: views over the tables of other modules, which stay theirs. Exercises are left out here,
-- in one place. docs/stored-data.md names what may change.

-- what an exercise asked for
CREATE VIEW kpi_exercise AS
SELECT id AS operation_id FROM operation WHERE input ->> 'drill' = 'true';

CREATE VIEW kpi_ticket AS
SELECT id, application, type, priority, status, labels, created_at, closed_at, satisfaction, recurrence_of,
       root_cause_key IS NOT NULL AS analysed
  FROM ticket t
 WHERE NOT EXISTS (SELECT 1 FROM incident i JOIN kpi_exercise e ON e.operation_id = i.id WHERE i.ticket_id = t.id);

-- what happened to the clocks of tickets
CREATE VIEW kpi_clock_event AS
SELECT ticket_id, target, seq, event ->> 'type' AS type, (event ->> 'at')::timestamptz AS at FROM sla_event;

-- clocks that have stopped and had something to keep
CREATE VIEW kpi_promise AS
SELECT c.ticket_id, c.target, t.application, c.due, c.stopped_at
  FROM sla_clock c JOIN kpi_ticket t ON t.id = c.ticket_id
 WHERE c.state = 'stopped' AND c.due IS NOT NULL
   AND t.status NOT IN ('rejected', 'duplicate', 'unanswered', 'cancelled');

-- reviews of changes, as the people who completed them filled them in
CREATE VIEW kpi_review AS
SELECT a.id AS number, t.application, a.subject AS ticket_id, a.at,
       coalesce(a.details::jsonb ->> 'testsOfTicket' = 'true', false) AS tested,
       coalesce(a.details::jsonb ->> 'reviewDecision' = 'approve', false) AS approved,
       CASE WHEN a.details::jsonb ->> 'coverageBefore' ~ '^[0-9]{1,3}([.][0-9]{1,6})?$'
            THEN (a.details::jsonb ->> 'coverageBefore')::numeric END AS coverage_before,
       CASE WHEN a.details::jsonb ->> 'coverageAfter' ~ '^[0-9]{1,3}([.][0-9]{1,6})?$'
            THEN (a.details::jsonb ->> 'coverageAfter')::numeric END AS coverage_after
  FROM audit_entry a JOIN kpi_ticket t ON t.id = a.subject
 WHERE a.action = 'change reviewed';

-- resolved tickets for which something was changed, and whether tests belong to the change
CREATE VIEW kpi_change AS
SELECT t.id AS ticket_id, t.application, t.closed_at,
       coalesce((SELECT r.tested FROM kpi_review r WHERE r.ticket_id = t.id ORDER BY r.number DESC LIMIT 1), false)
       OR EXISTS (SELECT 1 FROM change_evidence e
                   WHERE e.ticket_id = t.id AND e.state = 'merged' AND e.tests_touched) AS tested
  FROM kpi_ticket t
 WHERE t.status = 'resolved'
   AND (EXISTS (SELECT 1 FROM kpi_review r WHERE r.ticket_id = t.id)
        OR EXISTS (SELECT 1 FROM merged_change m WHERE m.ticket_id = t.id));

-- releases that reached production and are over; one that a rollback followed was taken back
CREATE VIEW kpi_deployment AS
SELECT o.id, o.application, o.ended_at, o.status = 'succeeded' AS succeeded,
       coalesce((SELECT n.rolled_back
                   FROM release_serving s
                   JOIN LATERAL (SELECT f.rolled_back FROM release_serving f
                                  WHERE f.application = s.application AND f.number > s.number
                                  ORDER BY f.number LIMIT 1) n ON true
                  WHERE s.operation_id = o.id), false) AS taken_back
  FROM operation o
 WHERE o.kind = 'releases' AND o.status IN ('succeeded', 'failed')
   AND NOT EXISTS (SELECT 1 FROM kpi_exercise e WHERE e.operation_id = o.id)
   AND EXISTS (SELECT 1 FROM operation_step s
                WHERE s.operation_id = o.id AND s.name IN ('migrate', 'start', 'switch'));

-- times without the service or its data that are over
CREATE VIEW kpi_outage AS
SELECT i.id, i.application, i.since AS began_at, i.resolved_at AS ended_at
  FROM incident i
 WHERE i.resolved_at IS NOT NULL AND i.impact IN ('service-down', 'data-loss')
   AND NOT EXISTS (SELECT 1 FROM kpi_exercise e WHERE e.operation_id = i.id)
UNION ALL
SELECT o.id, o.application, o.requested_at, o.ended_at
  FROM operation o
 WHERE o.kind = 'recoveries' AND o.status = 'succeeded' AND coalesce(o.input ->> 'purpose', '') <> 'rollback'
   AND NOT EXISTS (SELECT 1 FROM kpi_exercise e WHERE e.operation_id = o.id);

-- backups that could be restored, also those that were removed later
CREATE VIEW kpi_backup AS
SELECT id, application, database, taken_at FROM backup WHERE state IN ('copied', 'verified', 'inconclusive');

-- what single checks measured
CREATE VIEW kpi_check AS
SELECT application, monitor, at, verdict, millis,
       (measures::jsonb ->> 'newRequests')::bigint AS requests, (measures::jsonb ->> 'newErrors')::bigint AS errors
  FROM monitor_sample;

-- what is not over, for dashboards
CREATE VIEW kpi_open AS
SELECT application, 'tickets' AS what FROM kpi_ticket WHERE closed_at IS NULL
UNION ALL
SELECT t.application, 'overdue-tickets'
  FROM kpi_ticket t
 WHERE t.closed_at IS NULL
   AND EXISTS (SELECT 1 FROM sla_clock c WHERE c.ticket_id = t.id AND c.state = 'running' AND c.breached_at IS NOT NULL)
UNION ALL
SELECT i.application, 'incidents'
  FROM incident i
 WHERE i.resolved_at IS NULL AND NOT EXISTS (SELECT 1 FROM kpi_exercise e WHERE e.operation_id = i.id)
UNION ALL
SELECT application, 'alerts' FROM alert WHERE state = 'open'
UNION ALL
SELECT application, 'operations' FROM operation WHERE ended_at IS NULL AND kind NOT IN ('incidents', 'crises');

CREATE INDEX ticket_closed_at_idx ON ticket (application, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX operation_ended_idx ON operation (application, kind, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX incident_resolved_idx ON incident (application, resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX sla_clock_stopped_idx ON sla_clock (application, target, stopped_at) WHERE state = 'stopped';
CREATE INDEX operation_exercise_idx ON operation (id) WHERE input ->> 'drill' = 'true';
CREATE INDEX incident_ticket_idx ON incident (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX audit_entry_review_idx ON audit_entry (subject, id) WHERE action = 'change reviewed';
