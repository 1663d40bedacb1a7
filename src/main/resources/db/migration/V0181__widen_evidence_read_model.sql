-- what the preventive calendar asked for, with what Vigie found, the figures and who judged it
CREATE VIEW evidence_preventive_run AS
SELECT r.id AS key, r.application, r.created_at AS begun, r.closed_at AS ended,
       to_jsonb(r) || jsonb_build_object(
           'work', (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.turn, w.position) FROM preventive_work w WHERE w.run_id = r.id),
           'figures', (SELECT jsonb_agg(to_jsonb(f) ORDER BY f.position) FROM preventive_figure f WHERE f.run_id = r.id)) AS line
  FROM preventive_run r;

-- flaws and updates of what applications are made of, with their names and what brought them up to date
CREATE VIEW evidence_dependency AS
SELECT f.id AS key, f.application, f.first_seen AS begun, f.closed_at AS ended,
       to_jsonb(f) || jsonb_build_object(
           'aliases', (SELECT jsonb_agg(a.alias ORDER BY a.alias) FROM dependency_alias a WHERE a.finding_id = f.id),
           'merged', (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.package) FROM dependency_merge m WHERE m.finding_id = f.id)) AS line
  FROM dependency_finding f;

-- what feeds told that concerns an application, and the ticket it stands in
CREATE VIEW evidence_watch AS
SELECT i.application || '/' || i.feed || '/' || i.guid AS key, i.application, i.seen_at AS begun, i.seen_at AS ended,
       to_jsonb(i) AS line
  FROM watch_item i;
