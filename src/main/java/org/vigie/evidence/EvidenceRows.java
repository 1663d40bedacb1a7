package org.vigie.evidence;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the views of the read model, row after row. */
@Repository
class EvidenceRows {

    /** Rows held at a time; needs a transaction. */
    private static final int AT_ONCE = 500;

    private static final int PATIENCE = (int) Duration.ofMinutes(5).toSeconds();

    private static final String LINES = """
            SELECT line::text FROM %s
             WHERE begun < :until AND (ended IS NULL OR ended >= :from)
               AND (:application::text IS NULL OR application = :application)
             ORDER BY key COLLATE "C"
            """;

    private final JdbcClient jdbc;

    EvidenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The lines of a file, in a fixed order; to be closed, and read within the caller's transaction. */
    Stream<String> of(EvidencePart part, Period period, @Nullable String application) {
        return jdbc
                .sql(LINES.formatted(part.view()))
                .withFetchSize(AT_ONCE)
                .withQueryTimeout(PATIENCE)
                .param("from", Timestamp.from(period.from()))
                .param("until", Timestamp.from(period.until()))
                .param("application", application)
                .query(String.class)
                .stream();
    }
}
