-- the root cause without case, accents and spacing: tickets of one cause have the same key
ALTER TABLE ticket ADD COLUMN root_cause_key text;
ALTER TABLE ticket ADD COLUMN recurrence_of text REFERENCES ticket;
-- hashed: a root cause can be longer than what fits into an ordered index
CREATE INDEX ticket_root_cause_key_idx ON ticket USING hash (root_cause_key);
