package org.vigie.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.shared.NotFoundException;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
@Import({InboxTests.Doorbell.class, InboxTests.Mailman.class})
class InboxTests {

    /** A source of its own. */
    @TestComponent
    static class Doorbell implements DeliveryHandler {

        private final List<String> handled = new CopyOnWriteArrayList<>();
        private volatile boolean broken;

        @Override
        public String source() {
            return "doorbell";
        }

        @Override
        public String handle(Delivery delivery) {
            handled.add(delivery.id());
            if (broken) {
                throw new IllegalStateException("the bell is broken");
            }
            if (delivery.event().equals("nobody")) {
                throw new NotFoundException("nobody lives there", "Ring next door.");
            }
            return delivery.source() + " " + delivery.event() + " " + delivery.action() + ": " + delivery.payload();
        }
    }

    /** Another source, whose ids know nothing of the first one's. */
    @TestComponent
    static class Mailman implements DeliveryHandler {

        @Override
        public String source() {
            return "mailman";
        }

        @Override
        public String handle(Delivery delivery) {
            return "a letter";
        }
    }

    @Autowired
    Inbox inbox;

    @Autowired
    DeliveryRetention retention;

    @Autowired
    Doorbell doorbell;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final String id = UUID.randomUUID().toString();

    @Test
    void processesADeliveryThatComesAHundredTimesAtOnceOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> delivery = () -> inbox.take(arrival("doorbell", "rings"));
            var taken = threads
                    .invokeAll(Stream.generate(() -> delivery).limit(100).toList())
                    .stream()
                    .map(Future::resultNow)
                    .filter(isNew -> isNew);
            assertThat(taken).hasSize(1);
        }
        awaitOutcome("doorbell", "doorbell rings twice: somebody is there");
        assertThat(inbox.take(arrival("doorbell", "rings"))).isFalse();
        assertThat(doorbell.handled).filteredOn(id::equals).hasSize(1);
    }

    @Test
    void keepsSourcesApart() {
        assertThat(inbox.take(arrival("doorbell", "rings"))).isTrue();
        assertThat(inbox.take(arrival("mailman", "rings"))).isTrue();
        awaitOutcome("doorbell", "doorbell rings twice: somebody is there");
        awaitOutcome("mailman", "a letter");
    }

    @Test
    void isDoneWithWhatAsksForSomethingThatDoesNotExist() {
        inbox.take(arrival("doorbell", "nobody"));
        awaitOutcome("doorbell", "nobody lives there");
    }

    @Test
    void triesAgainWhatFailedOtherwise() {
        doorbell.broken = true;
        inbox.take(arrival("doorbell", "rings"));
        await().until(() -> doorbell.handled.contains(id));
        assertThat(outcome("doorbell")).isNull();
        doorbell.broken = false;
        // as old as a delivery has to be to be taken for left behind
        clock.advance(Duration.ofSeconds(20));
        awaitOutcome("doorbell", "doorbell rings twice: somebody is there");
    }

    @Test
    void forgetsWhatADeliverySaidButNotThatItCame() {
        inbox.take(arrival("mailman", "rings"));
        awaitOutcome("mailman", "a letter");
        clock.advance(Duration.ofDays(29));
        retention.dropOldPayloads();
        assertThat(payloads()).isEqualTo(1);
        clock.advance(Duration.ofDays(2));
        retention.dropOldPayloads();
        assertThat(payloads()).isZero();
        assertThat(inbox.take(arrival("mailman", "rings"))).isFalse();
    }

    private Arrival arrival(String source, String event) {
        return new Arrival(source, id, event, "twice", "cesizen", "front door", "somebody is there");
    }

    private void awaitOutcome(String source, String outcome) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(outcome(source)).isEqualTo(outcome));
    }

    private String outcome(String source) {
        return jdbc.sql("SELECT coalesce(outcome, '') FROM delivery WHERE source = ? AND delivery_id = ?")
                .params(source, id)
                .query(String.class)
                .optional()
                .filter(outcome -> !outcome.isEmpty())
                .orElse(null);
    }

    private int payloads() {
        return jdbc.sql("SELECT count(*) FROM delivery WHERE delivery_id = ? AND payload IS NOT NULL")
                .param(id)
                .query(Integer.class)
                .single();
    }
}
