package org.vigie.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** Events that were left over, as they stand in the registry. */
@VigieTest
@Import(EventRedeliveryTests.Listening.class)
class EventRedeliveryTests {

    private static final Duration LATE = DueEvents.SHORTEST_PAUSE.plusSeconds(1);

    @Autowired
    EventRedelivery redelivery;

    @Autowired
    EventQuarantine quarantine;

    @Autowired
    DueEvents due;

    @Autowired
    Hearing hearing;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    public record Rang(String bell) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {

        @Bean
        Hearing hearing() {
            return new Hearing();
        }

        @Bean
        Listener listener(Hearing hearing) {
            return new Listener(hearing);
        }
    }

    static class Hearing {

        final List<String> heard = new CopyOnWriteArrayList<>();
        volatile boolean fails;
    }

    static class Listener {

        private final Hearing hearing;

        Listener(Hearing hearing) {
            this.hearing = hearing;
        }

        @AfterCommit
        void on(Rang event) {
            hearing.heard.add(event.bell());
            if (hearing.fails) {
                throw new IllegalStateException("deaf");
            }
        }
    }

    @BeforeEach
    @AfterEach
    void clear() {
        hearing.fails = false;
        hearing.heard.clear();
        jdbc.sql("DELETE FROM event_publication WHERE event_type LIKE '%Rang'").update();
        jdbc.sql("DELETE FROM event_quarantine").update();
    }

    @Test
    void whatAnotherVersionWroteIsDelivered() {
        UUID id = leftOver("{\"bell\": \"north\", \"addedLater\": 1}");

        redelivery.deliverAgain();

        await().until(() -> hearing.heard.contains("north"));
        await().until(() -> !isOutstanding(id));
    }

    @Test
    void whatCannotBeReadIsPutAsideAndHoldsUpNoOther() {
        UUID unreadable = leftOver("{\"bell\": {\"was\": \"another type once\"}}");
        UUID readable = leftOver("{\"bell\": \"south\"}");

        redelivery.deliverAgain();

        await().until(() -> hearing.heard.contains("south"));
        await().until(() -> !isOutstanding(readable));
        assertThat(quarantine.list()).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo(unreadable);
            assertThat(event.eventType()).isEqualTo(Rang.class.getName());
            assertThat(event.reason()).contains("String");
            assertThat(event.quarantinedAt()).isEqualTo(clock.instant());
        });
        assertThat(isOutstanding(unreadable)).isFalse();

        quarantine.release(unreadable);
        assertThat(isOutstanding(unreadable)).isTrue();
        assertThat(quarantine.list()).isEmpty();
    }

    @Test
    void whatFailsAgainAndAgainComesLessOften() {
        hearing.fails = true;
        leftOver("{\"bell\": \"east\"}");
        redelivery.deliverAgain();
        await().until(() -> hearing.heard.size() == 1);

        redelivery.deliverAgain();
        clock.advance(LATE);
        redelivery.deliverAgain();
        await().until(() -> hearing.heard.size() == 2);

        clock.advance(Duration.ofHours(1));
        redelivery.deliverAgain();
        await().until(() -> hearing.heard.size() == 3);
        clock.advance(Duration.ofMinutes(6));
        redelivery.deliverAgain();
        assertThat(due.claim()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        redelivery.deliverAgain();
        await().until(() -> hearing.heard.size() == 4);

        clock.advance(Duration.ofDays(30));
        redelivery.deliverAgain();
        clock.advance(DueEvents.LONGEST_PAUSE);
        assertThat(due.claim()).hasSize(1);
    }

    @Test
    void anEventIsTakenByOneOnly() {
        UUID id = leftOver("{\"bell\": \"west\"}");

        assertThat(due.claim()).containsExactly(id);
        assertThat(due.claim()).isEmpty();
    }

    @Test
    void anEventThatIsOnlyLateIsLeftToItsFirstDelivery() {
        UUID id = stored("{\"bell\": \"west\"}", clock.instant());

        assertThat(due.claim()).isEmpty();
        clock.advance(LATE);
        assertThat(due.claim()).containsExactly(id);
    }

    private UUID leftOver(String event) {
        return stored(event, clock.instant().minus(LATE));
    }

    private UUID stored(String event, Instant at) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO event_publication (id, listener_id, event_type, serialized_event, publication_date)
                        VALUES (:id, :listener, :type, :event, :at)
                        """)
                .param("id", id)
                .param("listener", Listener.class.getName() + ".on(" + Rang.class.getName() + ")")
                .param("type", Rang.class.getName())
                .param("event", event)
                .param("at", Timestamp.from(at))
                .update();
        return id;
    }

    private boolean isOutstanding(UUID id) {
        return jdbc.sql("SELECT count(*) FROM event_publication WHERE id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
