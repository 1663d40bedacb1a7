-- what restore tests found
CREATE TABLE restore_test (
    -- of the operation that carried it out
    id          text PRIMARY KEY,
    backup_id   text NOT NULL REFERENCES backup,
    verdict     text NOT NULL CHECK (verdict IN ('verified', 'refused', 'inconclusive')),
    cause       text,
    ended_at    timestamptz NOT NULL,
    -- of everything that a recovery would need; and how old the backup was
    seconds     double precision NOT NULL,
    age_seconds double precision NOT NULL,
    signed_by   text,
    signed_at   timestamptz
);
CREATE INDEX restore_test_backup_idx ON restore_test (backup_id, ended_at DESC);
