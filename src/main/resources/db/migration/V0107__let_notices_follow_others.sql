-- an all-clear goes to those whom the opening reached, and waits until that is known
ALTER TABLE notice ADD COLUMN follows bigint REFERENCES notice ON DELETE SET NULL;
CREATE INDEX notice_follows_idx ON notice (follows) WHERE follows IS NOT NULL;
ALTER TABLE notice DROP CONSTRAINT notice_state_check;
ALTER TABLE notice ADD CONSTRAINT notice_state_check
    CHECK (state IN ('WAITING', 'SENT', 'REFUSED', 'GIVEN_UP', 'UNNEEDED'));
