-- whether the public reads of it; false for what was planned before this was asked
ALTER TABLE maintenance_window ADD COLUMN announced boolean NOT NULL DEFAULT false;
