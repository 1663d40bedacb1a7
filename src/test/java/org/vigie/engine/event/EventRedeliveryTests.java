package org.vigie.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
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
    FailingEvents failing;

    @Autowired
    Hearing hearing;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @StoredAs(value = "rang/1", former = "com.example.Rang")
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

        @AfterCommit(id = "test.listen", former = "com.example.Listener.on(com.example.Rang)")
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
        jdbc.sql("DELETE FROM event_publication WHERE event_type LIKE '%ang%'").update();
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
            assertThat(event.eventType()).isEqualTo("rang/1");
            assertThat(event.reason()).contains("String");
            assertThat(event.quarantinedAt()).isEqualTo(clock.instant());
        });
        assertThat(isOutstanding(unreadable)).isFalse();

        quarantine.release(unreadable);
        assertThat(isOutstanding(unreadable)).isTrue();
        assertThat(quarantine.list()).isEmpty();
    }

    @Test
    void whatEarlierVersionsKeptUnderNamesOfClassesIsDelivered() {
        UUID id = stored(
                "com.example.Listener.on(com.example.Rang)",
                "com.example.Rang",
                "{\"bell\": \"old\"}",
                clock.instant().minus(LATE));

        redelivery.deliverAgain();

        await().until(() -> hearing.heard.contains("old"));
        await().until(() -> !isOutstanding(id));
    }

    @Test
    void whatNobodyListensToOrKnowsIsPutAside() {
        Instant then = clock.instant().minus(LATE);
        UUID unheard = stored("test.gone", "rang/1", "{\"bell\": \"a\"}", then);
        UUID unknown = stored("test.listen", "rang/7", "{\"bell\": \"b\"}", then);

        redelivery.deliverAgain();

        assertThat(quarantine.list())
                .extracting(QuarantinedEvent::id, QuarantinedEvent::reason)
                .containsExactlyInAnyOrder(
                        tuple(unheard, "there is no listener test.gone in this version"),
                        tuple(unknown, "there is no event rang/7 in this version"));
        assertThat(hearing.heard).isEmpty();
    }

    @Test
    void eventsAreKeptUnderNamesOfOurs() {
        hearing.fails = true;
        transaction.executeWithoutResult(status -> events.publishEvent(new Rang("new")));

        await().until(() -> hearing.heard.contains("new"));
        assertThat(jdbc.sql("SELECT listener_id || ' ' || event_type || ' ' || serialized_event FROM event_publication"
                                + " WHERE event_type LIKE '%ang%'")
                        .query(String.class)
                        .list())
                .containsExactly("test.listen rang/1 {\"bell\":\"new\"}");
        hearing.fails = false;
        clock.advance(LATE);
        redelivery.deliverAgain();
        await().until(() -> jdbc.sql("SELECT count(*) FROM event_publication WHERE event_type LIKE '%ang%'")
                        .query(Integer.class)
                        .single()
                == 0);
    }

    @Test
    void whatIsPutAsideIsLookedAtLessAndLessOftenAndGoesBackByItself() {
        UUID id = leftOver("{\"bell\": {\"was\": \"another type once\"}}");
        redelivery.deliverAgain();
        assertThat(quarantine.list()).hasSize(1);

        jdbc.sql("UPDATE event_quarantine SET serialized_event = '{\"bell\": \"mended\"}'")
                .update();
        redelivery.reviewQuarantine();
        assertThat(quarantine.list()).as("not due yet").hasSize(1);
        clock.advance(EventQuarantine.SHORTEST_PAUSE);
        redelivery.reviewQuarantine();
        assertThat(quarantine.list()).isEmpty();
        redelivery.deliverAgain();
        await().until(() -> hearing.heard.contains("mended"));
        await().until(() -> !isOutstanding(id));

        leftOver("{\"bell\": []}");
        redelivery.deliverAgain();
        for (int look = 0; look < 12; look++) {
            clock.advance(EventQuarantine.LONGEST_PAUSE);
            redelivery.reviewQuarantine();
        }
        assertThat(quarantine.list()).hasSize(1);
        clock.advance(EventQuarantine.LONGEST_PAUSE.minusSeconds(1));
        jdbc.sql("UPDATE event_quarantine SET serialized_event = '{\"bell\": \"late\"}'")
                .update();
        redelivery.reviewQuarantine();
        assertThat(quarantine.list()).as("once a day").hasSize(1);
        redelivery.deliverWhatIsLeft(null);
        assertThat(quarantine.list()).as("at a start at once").isEmpty();
    }

    @Test
    void whatFailsForLongIsKnownWithItsReason() {
        hearing.fails = true;
        UUID id = leftOver("{\"bell\":\"dull\"}");
        redelivery.deliverAgain();

        await().untilAsserted(() -> assertThat(failing.list(Duration.ZERO, 1))
                .extracting(FailingEvents.FailingEvent::id, FailingEvents.FailingEvent::lastError)
                .containsExactly(tuple(id, "deaf")));
        assertThat(failing.list(Duration.ofHours(1), 1)).isEmpty();
        assertThat(failing.list(Duration.ZERO, 2)).isEmpty();
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
        return stored("test.listen", "rang/1", event, at);
    }

    private UUID stored(String listener, String type, String event, Instant at) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO event_publication (id, listener_id, event_type, serialized_event, publication_date)
                        VALUES (:id, :listener, :type, :event, :at)
                        """)
                .param("id", id)
                .param("listener", listener)
                .param("type", type)
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
