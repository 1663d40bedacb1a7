package org.vigie.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
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
            SELECT subject, at, actor, action, details FROM audit_entry WHERE subject = :subject ORDER BY at, id
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    AuditTrail(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
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
        return jdbc.sql(ADD)
                        .param("subject", entry.subject())
                        .param("at", Timestamp.from(entry.at()))
                        .param("actor", entry.actor())
                        .param("action", entry.action())
                        .param("details", write(entry.details()))
                        .param("key", key)
                        .update()
                == 1;
    }

    /** All entries about a subject, oldest first; empty if there is none. */
    public List<AuditEntry> of(String subject) {
        return jdbc.sql(OF)
                .param("subject", subject)
                .query((row, number) -> new AuditEntry(
                        row.getString("subject"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        read(row.getString("details"))))
                .list();
    }

    private String write(Map<String, String> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details of an audit entry are not JSON", e);
        }
    }

    private Map<String, String> read(String details) {
        try {
            return json.readValue(details, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("details of an audit entry are not JSON", e);
        }
    }
}
