package org.vigie.shared;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.shared.RecordedSince.Recorded;

/** Reads what rows tell of an application since a moment. */
public final class RecordedRows {

    private RecordedRows() {}

    /**
     * Reads it.
     *
     * @param statement gives {@code example} for each row, newest first, of {@code :application} after {@code :moment}
     * @param what the kind of rows, in the plural
     */
    public static Recorded read(
            JdbcClient jdbc, String statement, String what, String application, Instant moment, int limit) {
        List<String> all = jdbc.sql(statement)
                .param("application", application)
                .param("moment", Timestamp.from(moment))
                .query(String.class)
                .list();
        return new Recorded(what, all.size(), all.stream().limit(limit).toList());
    }
}
