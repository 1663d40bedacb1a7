-- the chain over the audit trail: each link has a hash over its entry and the link before (docs/adr/0024)
CREATE TABLE audit_link (
    seq       bigint PRIMARY KEY,
    entry_id  bigint NOT NULL UNIQUE,
    linked_at timestamptz NOT NULL,
    -- the entry is older than the chain: nothing can be said about the time before
    earlier   boolean NOT NULL,
    hash      bytea NOT NULL
);
-- what Vigie's key says about a link, and with it about all before
CREATE TABLE audit_seal (
    seq       bigint PRIMARY KEY,
    hash      bytea NOT NULL,
    -- tells keys apart without telling them
    key_id    text NOT NULL,
    mac       bytea NOT NULL,
    sealed_at timestamptz NOT NULL
);
-- entries that are to be linked; a row goes when its entry is
CREATE TABLE audit_unlinked (
    entry_id  bigint PRIMARY KEY,
    earlier   boolean NOT NULL DEFAULT false
);
INSERT INTO audit_unlinked (entry_id, earlier) SELECT id, true FROM audit_entry;

CREATE FUNCTION queue_for_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_unlinked (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER audit_entry_queued AFTER INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION queue_for_chain();

-- emptying a table at once is a change as well
CREATE TRIGGER audit_entry_not_emptied BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_link_append_only BEFORE UPDATE OR DELETE ON audit_link
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_link_not_emptied BEFORE TRUNCATE ON audit_link
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_not_emptied BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
