package org.vigie.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class FailingEventWatchTests {

    @Autowired
    FailingEventWatch watch;

    @Autowired
    TroubleStore store;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Test
    void anEventThatFailsForHoursIsATroubleUntilItIsDone() {
        UUID id = failing(clock.instant(), 5);
        watch.look();
        assertThat(store.open(FailingEventWatch.KIND)).as("an outage").isEmpty();

        clock.advance(FailingEventWatch.LONG.plusSeconds(1));
        failing(clock.instant().minus(FailingEventWatch.LONG.plusSeconds(1)), 4);
        watch.look();
        assertThat(store.open(FailingEventWatch.KIND)).singleElement().satisfies(trouble -> {
            assertThat(trouble.key()).isEqualTo("event-failing-" + id);
            assertThat(trouble.message()).contains("post-mortem.open", "ticket-closed/1", "no such ticket");
            assertThat(watch.retry(trouble)).isTrue();
        });
        assertThat(jdbc.sql("SELECT due_at FROM event_delivery WHERE id = :id")
                        .param("id", id)
                        .query(Timestamp.class)
                        .single()
                        .toInstant())
                .isEqualTo(clock.instant());

        jdbc.sql("DELETE FROM event_publication").update();
        watch.look();
        assertThat(store.open(FailingEventWatch.KIND)).isEmpty();
    }

    private UUID failing(Instant since, int attempts) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO event_publication (id, listener_id, event_type, serialized_event, publication_date)
                        VALUES (:id, 'post-mortem.open', 'ticket-closed/1', '{"ticketId": "CZ-0"}', :at)
                        """).param("id", id).param("at", Timestamp.from(since)).update();
        jdbc.sql(
                        "INSERT INTO event_delivery (id, attempts, due_at, last_error) VALUES (:id, :attempts, :due, 'no such ticket')")
                .param("id", id)
                .param("attempts", attempts)
                .param("due", Timestamp.from(since.plusSeconds(100_000)))
                .update();
        return id;
    }
}
