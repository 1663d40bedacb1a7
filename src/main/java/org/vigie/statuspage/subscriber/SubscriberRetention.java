package org.vigie.statuspage.subscriber;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.OldRows;

/** Those who never confirmed: nobody knows whether the address is theirs. */
@Component
class SubscriberRetention implements OldRows {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final String REMOVE = """
            DELETE FROM status_subscriber
             WHERE id IN (SELECT id FROM status_subscriber s
                           WHERE state = 'pending' AND asked_at < :before
                             AND NOT EXISTS (SELECT 1 FROM status_told t WHERE t.subscriber_id = s.id)
                           LIMIT :limit)
            """;

    private final JdbcClient jdbc;

    SubscriberRetention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String what() {
        return "subscriptions that were never confirmed";
    }

    @Override
    public int remove(Instant now, int limit) {
        return jdbc.sql(REMOVE)
                .param("before", Timestamp.from(now.minus(KEPT)))
                .param("limit", limit)
                .update();
    }
}
