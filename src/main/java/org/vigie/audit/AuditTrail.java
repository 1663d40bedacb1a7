package org.vigie.audit;

import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The evidence of who did what, when and why. Entries can be added and read, never changed (the database refuses it).
 * An entry is part of the caller's transaction, so that what happened and its evidence cannot disagree.
 */
@Repository
public class AuditTrail {

    private static final String ADD = """
            INSERT INTO audit_entry (subject, at, actor, action, details, entry_key)
            VALUES (:subject, :at, :actor, :action, :details, :key)
            ON CONFLICT (entry_key) DO NOTHING
            """;
    private static final String OF = """
            SELECT subject, at, actor, action, details, id FROM audit_entry WHERE subject = :subject
            UNION ALL
            SELECT subject, at, :unknown, action, details, id FROM audit_pending WHERE subject = :subject
             ORDER BY at, id
            """;
    private static final String SETTLE = """
            INSERT INTO audit_entry (id, subject, at, actor, action, details)
            OVERRIDING SYSTEM VALUE VALUES (:id, :subject, :at, :actor, :action, :details)
            """;

    private final JdbcClient jdbc;
    private final EntryDetails details;

    AuditTrail(JdbcClient jdbc, EntryDetails details) {
        this.jdbc = jdbc;
        this.details = details;
    }

    /** Adds an entry. */
    public void add(AuditEntry entry) {
        add(entry, null);
    }

    /**
     * Adds an entry unless one with the same key is there.
     *
     * @param key the same for every retry of what the entry tells of, or null if it cannot come twice
     * @return false if one with the same key is there
     */
    public boolean add(AuditEntry entry, @Nullable String key) {
        return with(entry, ADD).param("key", key).update() == 1;
    }

    /** Adds an entry at the place that was kept for it. */
    void settle(long id, AuditEntry entry) {
        with(entry, SETTLE).param("id", id).update();
    }

    private JdbcClient.StatementSpec with(AuditEntry entry, String statement) {
        return jdbc.sql(statement)
                .param("subject", entry.subject())
                .param("at", Timestamp.from(entry.at()))
                .param("actor", entry.actor())
                .param("action", entry.action())
                .param("details", details.write(entry.details()));
    }

    /**
     * All entries about a subject, oldest first; empty if there is none. Those of tasks of which it is not known yet who
     * completed them are among them, with {@link AuditEntry#UNKNOWN}.
     */
    public List<AuditEntry> of(String subject) {
        return jdbc.sql(OF)
                .param("subject", subject)
                .param("unknown", AuditEntry.UNKNOWN)
                .query((row, number) -> new AuditEntry(
                        row.getString("subject"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        details.read(row.getString("details"))))
                .list();
    }
}
