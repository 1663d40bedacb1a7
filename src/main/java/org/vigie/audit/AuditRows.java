package org.vigie.audit;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The audit trail as it stands in its tables, for evidence that is checked elsewhere. Streams are to be closed, and read within the
 * caller's transaction.
 */
@Repository
public class AuditRows {

    /** Rows held at a time. */
    private static final int AT_ONCE = 500;

    private static final int PATIENCE = (int) Duration.ofMinutes(5).toSeconds();

    /** Without gaps in between: entries of tasks whose account was not known at first keep their place. */
    private static final String PLACES = """
            (SELECT min(id) AS first, max(id) AS last FROM audit_entry WHERE at >= :from AND at < :until)
            """;

    private static final String ENTRIES = """
            SELECT to_jsonb(a)::text AS line FROM audit_entry a, places WHERE a.id BETWEEN places.first AND places.last ORDER BY a.id
            """;
    private static final String WAITING = """
            SELECT to_jsonb(a)::text AS line FROM audit_pending a WHERE a.at >= :from AND a.at < :until ORDER BY a.id
            """;
    private static final String LINKS = """
            SELECT to_jsonb(l)::text AS line FROM audit_link l, places
             WHERE l.entry_id BETWEEN places.first AND places.last ORDER BY l.seq
            """;
    private static final String SEALS = """
            SELECT to_jsonb(s)::text AS line FROM audit_seal s
             WHERE s.seq >= (SELECT min(l.seq) FROM audit_link l, places WHERE l.entry_id BETWEEN places.first AND places.last)
             ORDER BY s.seq
            """;
    /** Who did what when, for people: RFC 4180; a text that a table would take for a formula is led by an apostrophe. */
    private static final String SENTENCES = """
            SELECT concat_ws(',', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), %s, %s, %s) AS line
              FROM audit_entry WHERE at >= :from AND at < :until ORDER BY at, id
            """.formatted(cell("actor"), cell("action"), cell("subject"));

    private final JdbcClient jdbc;

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What there is of the trail. */
    public enum Kind {
        /** Entries, as JSON, from the first to the last of the time without gaps. */
        ENTRIES,
        /** Entries of tasks of which it is not known yet who completed them. */
        WAITING,
        /** The chain of hashes over these entries; empty where there is none. */
        LINKS,
        /** What Vigie's key says about the chain, from these entries on. */
        SEALS,
        /** Who did what when: lines of CSV. */
        SENTENCES
    }

    /** The rows of a time, one text each. */
    public Stream<String> of(Kind kind, Instant from, Instant until) {
        if ((kind == Kind.LINKS || kind == Kind.SEALS) && !isChained()) {
            return Stream.empty();
        }
        String sql = switch (kind) {
            case ENTRIES -> "WITH places AS " + PLACES + ENTRIES;
            case WAITING -> WAITING;
            case LINKS -> "WITH places AS " + PLACES + LINKS;
            case SEALS -> "WITH places AS " + PLACES + SEALS;
            case SENTENCES -> SENTENCES;
        };
        return jdbc
                .sql(sql)
                .withFetchSize(AT_ONCE)
                .withQueryTimeout(PATIENCE)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query(String.class)
                .stream();
    }

    private boolean isChained() {
        return jdbc.sql("SELECT to_regclass('audit_link') IS NOT NULL AND to_regclass('audit_seal') IS NOT NULL")
                .query(Boolean.class)
                .single();
    }

    private static String cell(String column) {
        return "'\"' || replace(regexp_replace(%s, '^([=+@\\-])', '''\\1'), '\"', '\"\"') || '\"'".formatted(column);
    }
}
