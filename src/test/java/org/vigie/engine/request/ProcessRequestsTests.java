package org.vigie.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class ProcessRequestsTests {

    private static final Duration BUFFERED = Duration.ofMinutes(1);

    @Autowired
    ProcessRequests requests;

    @Autowired
    ProcessRequestStore store;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    MeterRegistry meters;

    private final SentMessages messages = new SentMessages();
    private RequestDispatcher dispatcher;

    @BeforeEach
    void empty() {
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM process_request").update();
        dispatcher = new RequestDispatcher(store, messages, clock);
    }

    @AfterEach
    void stop() {
        dispatcher.destroy();
    }

    @Test
    void isSentWithItsIdAndNotAgainWhileTheEngineKeepsIt() {
        requests.request(request("CZ-1/reopen/1", "CZ-1"));
        dispatcher.sendSome();
        assertThat(messages.last())
                .isEqualTo(new SentMessages.Sent(
                        "case-reopened",
                        "CZ-1",
                        BUFFERED,
                        "CZ-1/reopen/1",
                        Map.of("reason", "again", "requestId", "CZ-1/reopen/1")));
        clock.advance(BUFFERED.minusSeconds(1));
        dispatcher.sendSome();
        assertThat(messages.ids()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        dispatcher.sendSome();
        assertThat(messages.ids()).containsExactly("CZ-1/reopen/1", "CZ-1/reopen/1");
    }

    @Test
    void whatTheEngineDoesNotKeepIsSentAgainAfterAMoment() {
        requests.request(new ProcessRequest("CZ-1/start", "case-opened", "CZ-1", "CZ-1", Duration.ZERO, Map.of()));
        dispatcher.sendSome();
        clock.advance(RequestDispatcher.PATIENCE.minusSeconds(1));
        dispatcher.sendSome();
        assertThat(messages.ids()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        dispatcher.sendSome();
        assertThat(messages.ids()).hasSize(2);
    }

    @Test
    void isNotSentOnceItWasSeen() {
        requests.request(request("CZ-1/reopen/1", "CZ-1"));
        assertThat(requests.unseen("CZ-1")).containsExactly(request("CZ-1/reopen/1", "CZ-1"));
        assertThat(requests.seen("CZ-1/reopen/1")).isTrue();
        assertThat(requests.seen("CZ-1/reopen/1")).isFalse();
        assertThat(requests.unseen("CZ-1")).isEmpty();
        assertThat(dispatcher.sendSome()).isZero();
    }

    @Test
    void endsWithItsCase() {
        requests.request(request("CZ-1/reopen/1", "CZ-1"));
        requests.request(request("CZ-2/reopen/1", "CZ-2"));
        requests.withdraw("CZ-1");
        dispatcher.sendSome();
        assertThat(messages.ids()).containsExactly("CZ-2/reopen/1");
        assertThat(requests.seen("CZ-1/reopen/1")).isFalse();
    }

    @Test
    void askingTheSameAgainIsNothingNew() {
        requests.request(request("CZ-1/reopen/1", "CZ-1"));
        dispatcher.sendSome();
        requests.request(request("CZ-1/reopen/1", "CZ-1"));
        assertThat(dispatcher.sendSome()).isZero();
    }

    @Test
    void isTriedAgainAfterPausesThatGrow() {
        messages.away(true);
        requests.request(request("CZ-1/reopen/1", "CZ-1"));
        for (int seconds : List.of(2, 4, 8, 15, 15)) {
            assertThat(dispatcher.sendSome()).as("before %d s", seconds).isEqualTo(1);
            clock.advance(Duration.ofSeconds(seconds - 1));
            assertThat(dispatcher.sendSome()).as("within %d s", seconds).isZero();
            clock.advance(Duration.ofSeconds(1));
        }
        messages.away(false);
        dispatcher.sendSome();
        assertThat(messages.ids()).hasSize(1);
    }

    @Test
    void isTriedAgainSoonWhenTheEngineIsBackAndTooBusy() {
        requests.request(request("CZ-1/reopen/1", "CZ-1"));
        messages.away(true);
        for (int i = 0; i < 7; i++) {
            dispatcher.sendSome();
            clock.advance(RequestDispatcher.LONGEST_PAUSE);
        }
        messages.tooBusy();
        dispatcher.sendSome();
        messages.away(false);
        clock.advance(RequestDispatcher.FIRST_PAUSE.minusMillis(1));
        assertThat(dispatcher.sendSome()).isZero();
        clock.advance(Duration.ofMillis(1));
        dispatcher.sendSome();
        assertThat(messages.ids()).hasSize(1);
    }

    @Test
    void isNotSentForATransactionThatIsRolledBack() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    requests.request(request("CZ-1/reopen/1", "CZ-1"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(requests.unseen("CZ-1")).isEmpty();
    }

    @Test
    void isSentRightAfterTheCommitAndNotBefore() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("dispatcher", dispatcher));
        ProcessRequests connected = new ProcessRequests(store, beans.getBeanProvider(RequestDispatcher.class), clock);
        transaction.executeWithoutResult(status -> {
            connected.request(request("CZ-1/reopen/1", "CZ-1"));
            dispatcher.wake();
            await().during(Duration.ofMillis(200)).until(() -> messages.ids().isEmpty());
        });
        await().until(() -> messages.ids().equals(List.of("CZ-1/reopen/1")));
    }

    @Test
    void twoWhoSendAtOnceSendEachRequestOnce() throws Exception {
        IntStream.range(0, 200).forEach(i -> requests.request(request("CZ-" + i + "/reopen/1", "CZ-" + i)));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> runs = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(i -> threads.submit(this::sendAll))
                    .toList();
            for (Future<?> run : runs) {
                run.get();
            }
        }
        assertThat(messages.ids()).hasSize(200).doesNotHaveDuplicates();
    }

    private void sendAll() {
        RequestDispatcher other = new RequestDispatcher(store, messages, clock);
        try {
            await().until(() -> other.sendSome() == 0);
        } finally {
            other.destroy();
        }
    }

    @Test
    void showsWhatNobodySeesForLong() {
        requests.request(request("CZ-1/reopen/1", "CZ-1"));
        dispatcher.sendSome();
        clock.advance(Duration.ofMinutes(6));
        messages.away(true);
        requests.request(request("CZ-2/reopen/1", "CZ-2"));
        dispatcher.sendSome();
        assertThat(requests.stuck(Duration.ofMinutes(5))).singleElement().satisfies(stuck -> {
            assertThat(stuck.request().caseId()).isEqualTo("CZ-1");
            assertThat(stuck.requestedAt()).isEqualTo(VigieTest.START);
            assertThat(stuck.sent()).isEqualTo(1);
            assertThat(stuck.lastError()).contains("the engine is away");
        });
        assertThat(meters.get("vigie.process.requests.stuck").gauge().value()).isEqualTo(1);

        messages.away(false);
        requests.sendAgain("CZ-1");
        dispatcher.sendSome();
        assertThat(messages.ids()).containsExactly("CZ-1/reopen/1", "CZ-1/reopen/1");
    }

    @Test
    void readsVariablesOfWhateverShape() {
        requests.request(new ProcessRequest(
                "CZ-1/answer/1", "answered", "CZ-1", "CZ-1", BUFFERED, Map.of("form", Map.of("lines", List.of(1, 2)))));
        jdbc.sql("UPDATE process_request SET variables = '{\"gone\": {\"a\": [null, 1.5]}, \"text\": \"é\"}'")
                .update();
        dispatcher.sendSome();
        assertThat(messages.last().variables())
                .extractingByKey("gone")
                .asString()
                .isEqualTo("{a=[null, 1.5]}");
    }

    private static ProcessRequest request(String id, String caseId) {
        return new ProcessRequest(id, "case-reopened", caseId, caseId, BUFFERED, Map.of("reason", "again"));
    }
}
