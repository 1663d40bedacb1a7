package org.vigie.shared;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Up to when the calendars of applications were looked at: a table with the columns {@code application} and {@code looked_at}. */
public final class CalendarLooks {

    private final JdbcClient jdbc;
    private final String table;

    /** @param table its name, as it stands in the code */
    public CalendarLooks(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /**
     * Up to when the calendar was looked at; nobody else looks until the end of the transaction. An application that has a
     * calendar for the first time begins now: what was due before is not made up for.
     */
    public Instant lock(String application, Instant now) {
        jdbc.sql("INSERT INTO " + table
                        + " (application, looked_at) VALUES (:application, :now) ON CONFLICT DO NOTHING")
                .param("application", application)
                .param("now", Timestamp.from(now))
                .update();
        return jdbc.sql("SELECT looked_at FROM " + table + " WHERE application = :application FOR UPDATE")
                .param("application", application)
                .query((row, number) -> row.getTimestamp("looked_at").toInstant())
                .single();
    }

    /** It was looked at until then. */
    public void keep(String application, Instant now) {
        jdbc.sql("UPDATE " + table + " SET looked_at = :now WHERE application = :application")
                .param("application", application)
                .param("now", Timestamp.from(now))
                .update();
    }
}
