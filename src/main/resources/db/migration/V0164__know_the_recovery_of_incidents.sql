-- the recovery of a database that belongs to an incident: it is under way until it is known how it ended
ALTER TABLE incident
    ADD COLUMN recovery_id        text,
    ADD COLUMN recovery_succeeded boolean;
CREATE UNIQUE INDEX incident_recovery ON incident (recovery_id);
