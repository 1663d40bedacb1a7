-- the catalogue of backups; it can be rebuilt from the manifests beside the copies
CREATE TABLE backup (
    -- of the operation that took it
    id                text PRIMARY KEY,
    application       text NOT NULL,
    database          text NOT NULL,
    purpose           text NOT NULL CHECK (purpose IN ('regular', 'pre-deployment')),
    -- somebody wants it kept
    pinned            boolean NOT NULL DEFAULT false,
    state             text NOT NULL CHECK (state IN ('taken', 'copied', 'verified', 'refused', 'inconclusive')),
    -- the moment of the snapshot: order is by this, never by a name
    taken_at          timestamptz NOT NULL,
    seconds           double precision,
    system_identifier text NOT NULL,
    tables            integer NOT NULL,
    row_count         bigint NOT NULL,
    stored_bytes      bigint NOT NULL,
    -- as it was signed
    manifest          text NOT NULL,
    verified_at       timestamptz,
    restore_seconds   double precision,
    removed_at        timestamptz
);
CREATE INDEX backup_listing_idx ON backup (application, database, taken_at DESC);

-- where a backup is
CREATE TABLE backup_copy (
    backup_id  text NOT NULL REFERENCES backup,
    place      text NOT NULL,
    location   text NOT NULL,
    -- when its bytes were last read back and found as the manifest says
    checked_at timestamptz,
    cause      text,
    PRIMARY KEY (backup_id, place)
);
