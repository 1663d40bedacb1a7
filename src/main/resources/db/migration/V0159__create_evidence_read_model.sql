-- What an auditor is handed of other modules' tables: one view for each file of an export. A row belongs to every period that it
-- touches, from begun to ended (null: it goes on). Lines are the rows as they are, without addresses of people.

CREATE VIEW evidence_ticket AS
SELECT id AS key, application, created_at AS begun, closed_at AS ended, to_jsonb(t) - 'reporter_email' AS line FROM ticket t;

CREATE VIEW evidence_ticket_step AS
SELECT s.ticket_id || '/' || s.process_number || '/' || s.element_instance_key AS key, t.application, s.started_at AS begun,
       coalesce(s.completed_at, s.started_at) AS ended, to_jsonb(s) AS line
  FROM ticket_step s JOIN ticket t ON t.id = s.ticket_id;

CREATE VIEW evidence_validation AS
SELECT v.ticket_id || '/' || v.round AS key, t.application, v.asked_at AS begun, coalesce(v.answered_at, v.asked_at) AS ended,
       to_jsonb(v) AS line
  FROM validation v JOIN ticket t ON t.id = v.ticket_id;

CREATE VIEW evidence_sla_clock AS
SELECT c.ticket_id || '/' || c.target AS key, c.application, t.created_at AS begun, c.stopped_at AS ended,
       to_jsonb(c) || jsonb_build_object('events', (SELECT jsonb_agg(e.event ORDER BY e.seq) FROM sla_event e
                                                     WHERE e.ticket_id = c.ticket_id AND e.target = c.target)) AS line
  FROM sla_clock c JOIN ticket t ON t.id = c.ticket_id;

CREATE VIEW evidence_post_mortem AS
SELECT p.id AS key, p.application, p.created_at AS begun, p.closed_at AS ended,
       to_jsonb(p) || jsonb_build_object('actions', (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.number) FROM post_mortem_action a
                                                      WHERE a.post_mortem_id = p.id)) AS line
  FROM post_mortem p;

CREATE VIEW evidence_change AS
SELECT e.ticket_id || '/' || e.repository_id || '/' || e.pull_request AS key, t.application,
       coalesce(e.merged_at, e.changed_at) AS begun, coalesce(e.merged_at, e.changed_at) AS ended, to_jsonb(e) AS line
  FROM change_evidence e JOIN ticket t ON t.id = e.ticket_id;

-- what the change gate was told, what went past it, and approvals
CREATE VIEW evidence_gate AS
SELECT lpad(a.id::text, 20, '0') AS key, coalesce(t.application, o.application) AS application, a.at AS begun, a.at AS ended,
       to_jsonb(a) AS line
  FROM audit_entry a
  LEFT JOIN ticket t ON t.id = a.subject
  LEFT JOIN operation o ON o.id = a.subject
 WHERE a.action IN ('change reviewed', 'change gate overridden', 'merged without passing the gate', 'review on the tracker noted')
    OR a.action LIKE '%approv%' OR a.action LIKE '%refus%';

CREATE VIEW evidence_operation AS
SELECT o.id AS key, o.application, o.requested_at AS begun, o.ended_at AS ended,
       to_jsonb(o) - 'request_hash'
       || jsonb_build_object('steps', (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.number) FROM operation_step s
                                        WHERE s.operation_id = o.id)) AS line
  FROM operation o;

CREATE VIEW evidence_release AS
SELECT r.operation_id AS key, r.application, o.requested_at AS begun, o.ended_at AS ended,
       to_jsonb(r)
       || jsonb_build_object('status', o.status, 'requested_by', o.requested_by,
                             'serving', (SELECT jsonb_agg(to_jsonb(s)) FROM release_serving s WHERE s.operation_id = r.operation_id),
                             'observation', (SELECT to_jsonb(b) FROM release_observation b WHERE b.operation_id = r.operation_id),
                             'notes', (SELECT to_jsonb(n) FROM release_notes n
                                        WHERE n.application = r.application AND n.version = r.version)) AS line
  FROM release_run r JOIN operation o ON o.id = r.operation_id;

CREATE VIEW evidence_release_proposal AS
SELECT id AS key, application, created_at AS begun, closed_at AS ended, to_jsonb(p) AS line FROM release_proposal p;

CREATE VIEW evidence_deprecation AS
SELECT id AS key, application, announced_at AS begun, closed_at AS ended, to_jsonb(d) AS line FROM deprecation d;

-- each backup with its signed manifest, its copies and what restore tests found
CREATE VIEW evidence_backup AS
SELECT b.id AS key, b.application, b.taken_at AS begun, b.taken_at AS ended,
       to_jsonb(b)
       || jsonb_build_object('copies', (SELECT jsonb_agg(to_jsonb(c) ORDER BY c.place) FROM backup_copy c WHERE c.backup_id = b.id),
                             'restore_tests', (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.ended_at) FROM restore_test r
                                                WHERE r.backup_id = b.id)) AS line
  FROM backup b;

CREATE VIEW evidence_restore_test AS
SELECT r.id AS key, b.application, r.ended_at AS begun, r.ended_at AS ended, to_jsonb(r) AS line
  FROM restore_test r JOIN backup b ON b.id = r.backup_id;

CREATE VIEW evidence_incident AS
SELECT i.id AS key, i.application, i.since AS begun, i.resolved_at AS ended,
       to_jsonb(i)
       || jsonb_build_object('alerts', (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.alert_id) FROM incident_alert a
                                         WHERE a.incident_id = i.id),
                             'remedies', (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.number) FROM incident_remedy r
                                           WHERE r.incident_id = i.id)) AS line
  FROM incident i;

CREATE VIEW evidence_alert AS
SELECT lpad(id::text, 20, '0') AS key, application, opened_at AS begun, closed_at AS ended, to_jsonb(a) AS line FROM alert a;

CREATE VIEW evidence_crisis AS
SELECT c.id AS key, c.application, c.opened_at AS begun, c.resolved_at AS ended,
       to_jsonb(c) || jsonb_build_object('turns', (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.turn) FROM crisis_turn t
                                                    WHERE t.crisis_id = c.id)) AS line
  FROM crisis c;

CREATE VIEW evidence_downtime AS
SELECT lpad(id::text, 20, '0') AS key, application, started_at AS begun, ended_at AS ended, to_jsonb(p) AS line
  FROM monitor_period p;

CREATE VIEW evidence_maintenance AS
SELECT lpad(id::text, 20, '0') AS key, application, starts_at AS begun, ends_at AS ended, to_jsonb(w) AS line
  FROM maintenance_window w;

CREATE VIEW evidence_backlog_review AS
SELECT r.id AS key, w.application, r.started_at AS begun, r.closed_at AS ended,
       to_jsonb(r) || jsonb_build_object('application', w.application, 'reviewed_at', w.reviewed_at) AS line
  FROM backlog_review r JOIN backlog_reviewed w ON w.review_id = r.id;

CREATE VIEW evidence_monthly_report AS
SELECT m.id AS key, m.application, m.made_at AS begun, coalesce(m.closed_at, m.made_at) AS ended,
       to_jsonb(m) || jsonb_build_object('tickets', (SELECT jsonb_object_agg(t.kpi, t.ticket_id) FROM monthly_report_ticket t
                                                      WHERE t.report_id = m.id)) AS line
  FROM monthly_report m;

-- who was told what, without their addresses and the texts
CREATE VIEW evidence_notice AS
SELECT lpad(id::text, 20, '0') AS key, application, created_at AS begun, coalesce(finished_at, created_at) AS ended,
       to_jsonb(n) - 'address' - 'plain' - 'html' - 'token' - 'went_to' AS line
  FROM notice n;

-- who completed which user task
CREATE VIEW evidence_task AS
SELECT c.epoch || '/' || c.user_task_key AS key, NULL::text AS application, c.completed_at AS begun, c.completed_at AS ended,
       to_jsonb(c) AS line
  FROM task_completion c;
