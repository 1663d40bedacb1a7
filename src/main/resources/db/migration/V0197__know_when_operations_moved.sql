-- when anything of it last changed; null: as long as nothing has since it was asked for or began
ALTER TABLE operation ADD COLUMN moved_at timestamptz;
-- since when it stands still, while somebody is told of that
ALTER TABLE operation ADD COLUMN stands_since timestamptz;
CREATE INDEX operation_standing_idx ON operation (id) WHERE stands_since IS NOT NULL;
CREATE INDEX operation_root_idx ON operation (root_id) WHERE root_id <> id;
-- when the command that carries it out is ended at the latest
ALTER TABLE operation_step ADD COLUMN due_at timestamptz;
