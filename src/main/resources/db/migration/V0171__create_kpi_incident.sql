-- incidents of applications, exercises left out
CREATE VIEW kpi_incident AS
SELECT i.id, i.application, i.opened_at, i.resolved_at
  FROM incident i
 WHERE NOT EXISTS (SELECT 1 FROM kpi_exercise e WHERE e.operation_id = i.id);
