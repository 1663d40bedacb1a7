package org.vigie.notification;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.RecordedRows;
import org.vigie.shared.RecordedSince;

/** Notices that went out since a moment. */
@Component
class NoticesSince implements RecordedSince {

    private static final String NOTICES = """
            SELECT template || ' to ' || name || ' about ' || subject AS example
              FROM notice
             WHERE application = :application AND state = 'SENT' AND finished_at > :moment
             ORDER BY finished_at DESC, id DESC
            """;

    private final JdbcClient jdbc;

    NoticesSince(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Recorded since(String application, Instant moment, int limit) {
        return RecordedRows.read(jdbc, NOTICES, "notices sent", application, moment, limit);
    }
}
