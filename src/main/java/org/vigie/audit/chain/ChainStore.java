package org.vigie.audit.chain;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of links and seals. */
@Repository
class ChainStore {

    /** One writer at a time, until the end of its transaction. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(8090001)";

    private static final String TAKE = """
            DELETE FROM audit_unlinked WHERE entry_id IN (SELECT entry_id FROM audit_unlinked ORDER BY entry_id LIMIT :limit)
            RETURNING entry_id, earlier
            """;
    private static final String ENTRIES = """
            SELECT 0 AS seq, CAST(:at AS timestamptz) AS linked_at, q.earlier, e.id AS entry_id, e.subject, e.at, e.actor, e.action,
                   e.details, e.entry_key, CAST(NULL AS bytea) AS hash
              FROM audit_entry e JOIN unnest(:ids, :earlier) AS q (id, earlier) ON q.id = e.id
             WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id)
             ORDER BY e.id
            """;
    private static final String LAST = "SELECT seq, hash FROM audit_link ORDER BY seq DESC LIMIT 1";
    private static final String ADD = """
            INSERT INTO audit_link (seq, entry_id, linked_at, earlier, hash) VALUES (:seq, :entry, :at, :earlier, :hash)
            """;
    private static final String SEAL = """
            INSERT INTO audit_seal (seq, hash, key_id, mac, sealed_at) VALUES (:seq, :hash, :key, :mac, :at)
            """;
    /** An entry that is gone leaves its link behind, with nothing in it. */
    private static final String LINKS = """
            SELECT l.seq, l.linked_at, l.earlier, l.entry_id, e.subject, e.at, e.actor, e.action, e.details, e.entry_key, l.hash
              FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id
             WHERE l.seq > :after ORDER BY l.seq LIMIT :limit
            """;

    private static final String SEALS = """
            SELECT s.seq, s.hash, s.key_id, s.mac, l.hash AS link FROM audit_seal s LEFT JOIN audit_link l ON l.seq = s.seq
             WHERE s.seq > :after ORDER BY s.seq LIMIT :limit
            """;
    private static final String STRAY = """
            SELECT e.id FROM audit_entry e
             WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id)
               AND NOT EXISTS (SELECT 1 FROM audit_unlinked u WHERE u.entry_id = e.id)
             ORDER BY e.id LIMIT :limit
            """;

    record End(long seq, byte[] hash) {}

    record Seal(long seq, byte[] hash, String keyId, byte[] mac, byte[] link) {}

    private record Taken(long entryId, boolean earlier) {}

    private final JdbcClient jdbc;

    ChainStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void lock() {
        jdbc.sql(LOCK).query((row, number) -> "").single();
    }

    /** Takes the oldest entries that wait to be linked, without number and hash. */
    List<ChainLink> take(int limit, Instant now) {
        List<Taken> taken = jdbc.sql(TAKE)
                .param("limit", limit)
                .query((row, number) -> new Taken(row.getLong("entry_id"), row.getBoolean("earlier")))
                .list();
        return jdbc.sql(ENTRIES)
                .param("at", Timestamp.from(now))
                .param("ids", taken.stream().map(Taken::entryId).toArray(Long[]::new))
                .param("earlier", taken.stream().map(Taken::earlier).toArray(Boolean[]::new))
                .query(ChainStore::link)
                .list();
    }

    Optional<End> last() {
        return jdbc.sql(LAST)
                .query((row, number) -> new End(row.getLong("seq"), row.getBytes("hash")))
                .optional();
    }

    Optional<byte[]> hash(long seq) {
        return jdbc.sql("SELECT hash FROM audit_link WHERE seq = :seq")
                .param("seq", seq)
                .query(byte[].class)
                .optional();
    }

    void add(ChainLink link) {
        jdbc.sql(ADD)
                .param("seq", link.seq())
                .param("entry", link.entryId())
                .param("at", Timestamp.from(link.linkedAt()))
                .param("earlier", link.earlier())
                .param("hash", link.hash())
                .update();
    }

    void seal(long seq, byte[] hash, String keyId, byte[] mac, Instant now) {
        jdbc.sql(SEAL)
                .param("seq", seq)
                .param("hash", hash)
                .param("key", keyId)
                .param("mac", mac)
                .param("at", Timestamp.from(now))
                .update();
    }

    List<ChainLink> links(long after, int limit) {
        return jdbc.sql(LINKS)
                .param("after", after)
                .param("limit", limit)
                .query(ChainStore::link)
                .list();
    }

    List<Seal> seals(long after, int limit) {
        return jdbc.sql(SEALS)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new Seal(
                        row.getLong("seq"),
                        row.getBytes("hash"),
                        row.getString("key_id"),
                        row.getBytes("mac"),
                        row.getBytes("link")))
                .list();
    }

    /** Entries that neither are linked nor wait for it. */
    List<Long> stray(int limit) {
        return jdbc.sql(STRAY).param("limit", limit).query(Long.class).list();
    }

    long waiting() {
        return jdbc.sql("SELECT count(*) FROM audit_unlinked").query(Long.class).single();
    }

    private static ChainLink link(ResultSet row, int number) throws SQLException {
        Timestamp at = row.getTimestamp("at");
        return new ChainLink(
                row.getLong("seq"),
                row.getTimestamp("linked_at").toInstant(),
                row.getBoolean("earlier"),
                row.getLong("entry_id"),
                text(row, "subject"),
                at == null ? Instant.EPOCH : at.toInstant(),
                text(row, "actor"),
                text(row, "action"),
                text(row, "details"),
                row.getString("entry_key"),
                row.getBytes("hash") == null ? ChainLink.BEFORE_THE_FIRST : row.getBytes("hash"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
