-- an incident and what was learnt of it, each of which names the other
ALTER TABLE post_mortem ADD COLUMN incident_id text;
ALTER TABLE incident ADD COLUMN post_mortem_id text;
CREATE UNIQUE INDEX post_mortem_incident_idx ON post_mortem (incident_id) WHERE incident_id IS NOT NULL;
