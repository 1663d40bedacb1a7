package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.epoch.EngineSetUpAnew;
import org.vigie.engine.instance.OpenCase;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.notification.KeptNotice;
import org.vigie.notification.NoticeFilter;
import org.vigie.notification.Notices;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;
import org.vigie.support.MutableClock;
import org.vigie.support.TestTickets;
import org.vigie.support.VigieTest;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.Troubles;

/** What is asked of a ticket's process stays until it was seen, and a ticket whose process is gone is nobody's riddle. */
@VigieTest
@Import(TestTickets.class)
class TicketRequestsTests {

    private static final AtomicLong INSTANCES = new AtomicLong(7_000_000);

    @Autowired
    TestTickets created;

    @Autowired
    TicketDesk desk;

    @Autowired
    TicketProgress progress;

    @Autowired
    TicketCases cases;

    @Autowired
    TicketOwnership ownership;

    @Autowired
    ProcessRequests requests;

    @Autowired
    Troubles troubles;

    @Autowired
    Notices notices;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private String id;
    private long instance;

    @BeforeEach
    void ticketWithItsProcess() {
        clock.set(VigieTest.START);
        id = created.create("cesizen", Impact.LIMITED).id();
        assertThat(asked()).containsExactly(TicketRequests.RECEIVED);
        instance = INSTANCES.incrementAndGet();
        progress.claim(id, instance);
        assertThat(asked()).isEmpty();
    }

    @Test
    void cancellationIsAskedForUntilTheTicketIsClosed() {
        desk.cancel(id, "c1", "reported twice", "operator");
        progress.stepStarted(id, TicketStep.QUALIFY, 1);
        assertThat(asked()).containsExactly(TicketRequests.CANCELLED);
        progress.close(id, TicketStatus.CANCELLED, "reported twice");
        assertThat(asked()).isEmpty();
    }

    @Test
    void reopeningIsAskedForUntilTheTicketIsOpenAgain() {
        progress.close(id, TicketStatus.RESOLVED, "");
        desk.reopen(id, "r1", "still broken", "operator");
        progress.close(id, TicketStatus.RESOLVED, "");
        assertThat(asked()).as("a late repetition of the closing job").containsExactly(TicketRequests.REOPENED);
        progress.reopen(id, INSTANCES.incrementAndGet());
        assertThat(asked()).isEmpty();
    }

    @Test
    void answerIsFoundAtTheDeadline() {
        progress.stepStarted(id, TicketStep.RECORD_ANSWER, 1);
        desk.answer(id, "a1", "Firefox 134", "operator");
        assertThat(progress.takeAnswer(id)).contains("Firefox 134");
        assertThat(progress.takeAnswer(id)).isEmpty();
    }

    @Test
    void answerIsSeenWhenTheTicketGoesOn() {
        progress.stepStarted(id, TicketStep.RECORD_ANSWER, 1);
        desk.answer(id, "a1", "Firefox 134", "operator");
        assertThat(asked()).containsExactly(TicketRequests.ANSWERED);
        progress.stepStarted(id, TicketStep.QUALIFY, 2);
        assertThat(asked()).isEmpty();
    }

    @Test
    void formerProcessCannotWriteToAReopenedTicket() {
        progress.close(id, TicketStatus.RESOLVED, "");
        desk.reopen(id, "r1", "still broken", "operator");
        long next = INSTANCES.incrementAndGet();
        progress.reopen(id, next);
        assertThat(ownership.write(
                        id, Long.toString(instance), () -> progress.close(id, TicketStatus.RESOLVED, "late")))
                .isEmpty();
        assertThat(desk.get(id).status()).isEqualTo(TicketStatus.REOPENED);
        assertThat(history()).contains("step of a former process refused");
        assertThat(ownership.write(id, Long.toString(next), () -> progress.close(id, TicketStatus.RESOLVED, "")))
                .isPresent();
    }

    @Test
    void processFromBeforeOwnersWerePassedOnWritesUntilTheTicketHasAnother() {
        jdbc.sql("UPDATE ticket SET process_number = 0 WHERE id = :id")
                .param("id", id)
                .update();
        assertThat(ownership.write(id, null, () -> progress.close(id, TicketStatus.RESOLVED, "")))
                .isPresent();
        desk.reopen(id, "r1", "still broken", "operator");
        progress.reopen(id, INSTANCES.incrementAndGet());
        assertThat(ownership.write(id, null, () -> progress.close(id, TicketStatus.RESOLVED, "late")))
                .isEmpty();
        assertThat(desk.get(id).status()).isEqualTo(TicketStatus.REOPENED);
    }

    @Test
    void lostProcessIsToldAndStartedAnewByARetry() {
        lose();
        assertThat(history()).contains("process lost");
        Trouble trouble = troubles.require("ticket-without-process:" + id);
        assertThat(trouble.subject()).isEqualTo(id);
        assertThat(notices.list(new NoticeFilter(null, null, id, null, 50)))
                .anySatisfy(notice -> assertThat(notice.title()).contains(id + " n'a plus de processus"));

        troubles.retry(trouble.key(), "operator");
        assertThat(asked()).containsExactly(TicketRequests.RECEIVED);
        progress.claim(id, INSTANCES.incrementAndGet());
        assertThat(asked()).isEmpty();
        assertThatThrownBy(() -> troubles.retry(trouble.key(), "operator")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void ticketWithoutProcessIsCancelledAtOnce() {
        lose();
        desk.cancel(id, "c1", "no longer needed", "operator");
        assertThat(desk.get(id).status()).isEqualTo(TicketStatus.CANCELLED);
        assertThat(told("cancelled")).containsExactly(id + "/cancelled/1");
        assertThatThrownBy(() -> desk.cancel(id, "c2", "again", "operator")).isInstanceOf(ConflictException.class);
        assertThat(troubles.require("ticket-without-process:" + id).clearedAt()).isNotNull();
    }

    @Test
    void cancellationThatWasAcceptedBeforeTheProcessWentIsCarriedOut() {
        desk.cancel(id, "c1", "no longer needed", "operator");
        lose();
        assertThat(desk.get(id).status()).isEqualTo(TicketStatus.CANCELLED);
        assertThat(asked()).isEmpty();
    }

    @Test
    void lossThatIsToldLateChangesNothing() {
        long next = INSTANCES.incrementAndGet();
        progress.close(id, TicketStatus.RESOLVED, "");
        desk.reopen(id, "r1", "still broken", "operator");
        progress.reopen(id, next);
        lose();
        assertThat(desk.get(id).processInstanceKey()).isEqualTo(next);
        assertThat(history()).doesNotContain("process lost");
    }

    @Test
    void engineThatWasSetUpAnewStartsOpenTicketsAnewAndForgetsItsKeys() {
        String closed = created.create("cesizen", Impact.LIMITED).id();
        progress.claim(closed, INSTANCES.incrementAndGet());
        progress.close(closed, TicketStatus.RESOLVED, "");
        transaction.executeWithoutResult(status -> events.publishEvent(new EngineSetUpAnew(12)));
        assertThat(asked()).containsExactly(TicketRequests.RECEIVED);
        assertThat(desk.get(id).processInstanceKey()).isNull();
        assertThat(desk.get(closed).processInstanceKey()).isNull();
        assertThat(cases.caseOf(instance)).isEmpty();
        assertThat(progress.claim(id, instance))
                .as("the same key from the new engine")
                .isTrue();
    }

    @Test
    void aProcessThatIsStartedAnewSendsNoSecondReceipt() {
        progress.tellReporter(id, "receipt", Map.of());
        lose();
        troubles.retry("ticket-without-process:" + id, "operator");
        progress.claim(id, INSTANCES.incrementAndGet());
        progress.tellReporter(id, "receipt", Map.of());
        assertThat(told("receipt")).containsExactly(id + "/receipt");
    }

    @Test
    void eachQuestionIsSentOnceWhicheverProcessAsks() {
        for (int retry = 0; retry < 2; retry++) {
            progress.tellReporter(id, "question", Map.of("question", "Which browser?"));
        }
        progress.stepStarted(id, TicketStep.RECORD_ANSWER, 1);
        progress.tellReporter(id, "question-reminder", Map.of("question", "Which browser?"));
        progress.stepStarted(id, TicketStep.QUALIFY, 2);
        progress.tellReporter(id, "question-reminder", Map.of("question", "Which browser?"));
        progress.tellReporter(id, "question", Map.of("question", "Which release?"));
        lose();
        progress.claim(id, INSTANCES.incrementAndGet());
        progress.tellReporter(id, "question", Map.of("question", "Which one did you say?"));
        assertThat(told("question"))
                .containsExactly(
                        id + "/question-reminder/1/1",
                        id + "/question/1/1",
                        id + "/question/1/2",
                        id + "/question/2/2");
    }

    @Test
    void eachClosingIsToldOnce() {
        for (int retry = 0; retry < 2; retry++) {
            progress.close(id, TicketStatus.RESOLVED, "");
        }
        desk.reopen(id, "r1", "still broken", "operator");
        progress.reopen(id, INSTANCES.incrementAndGet());
        progress.close(id, TicketStatus.RESOLVED, "");
        assertThat(told("resolved")).containsExactly(id + "/resolved/1", id + "/resolved/2");
    }

    @Test
    void aStepOfANewProcessIsNotTakenForOneOfTheFormerWithTheSameKey() {
        progress.stepStarted(id, TicketStep.QUALIFY, 1);
        lose();
        progress.claim(id, INSTANCES.incrementAndGet());
        assertThat(progress.openStep(id)).isEmpty();
        progress.stepStarted(id, TicketStep.ASSIGN, 1);
        assertThat(desk.get(id).status()).isEqualTo(TicketStep.ASSIGN.status());
        assertThat(progress.openStep(id)).contains(1L);
    }

    private List<String> told(String message) {
        return notices.list(new NoticeFilter(null, null, id, null, 50)).stream()
                .map(KeptNotice::key)
                .filter(key -> key.startsWith(id + "/" + message))
                .sorted()
                .toList();
    }

    private void lose() {
        cases.lost(new OpenCase(id, instance, Instant.EPOCH));
    }

    private List<String> asked() {
        return requests.unseen(id).stream().map(ProcessRequest::message).toList();
    }

    private List<String> history() {
        return desk.history(id).stream().map(entry -> entry.action()).toList();
    }
}
