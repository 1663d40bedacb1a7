package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.vigie.audit.AuditEntry;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.shared.HintedException;
import org.vigie.sla.SlaPolicy;
import org.vigie.support.EngineKeys;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.validation.ValidationCase;

/** What is asked twice acts once, a request belongs to its turn, and a reference to a ticket is checked. */
@VigieTest
@Import(ValidationCase.class)
class TicketTurnsTests {

    @Autowired
    ValidationCase cases;

    @Autowired
    TicketDesk desk;

    @Autowired
    TicketProgress progress;

    @Autowired
    ProcessRequests requests;

    @Autowired
    Reclassification reclassification;

    @Autowired
    PriorityPolicy priorities;

    @Autowired
    SlaPolicy sla;

    @Autowired
    MutableClock clock;

    private String id = "";

    @BeforeEach
    void create() {
        id = cases.create("cesizen");
        progress.claim(id, EngineKeys.next());
    }

    @Test
    void twoCancellationsAtOnceAreOne() throws Exception {
        atOnce(i -> desk.cancel(id, id + "/" + i, "reason " + i, "operator"));
        assertThat(open("ticket-cancelled")).isEqualTo(1);
        progress.close(id, TicketStatus.CANCELLED, "");
        assertThat(open("ticket-cancelled")).isZero();
    }

    @Test
    void twoReopeningsAtOnceAreOne() throws Exception {
        progress.close(id, TicketStatus.RESOLVED, "");
        atOnce(i -> desk.reopen(id, id + "/" + i, "reason " + i, "operator"));
        assertThat(open("ticket-reopened")).isEqualTo(1);
        progress.reopen(id, EngineKeys.next());
        assertThat(open("ticket-reopened")).isZero();
    }

    @Test
    void twoAnswersAtOnceAreOneAndTheNextQuestionWaitsForItsOwn() throws Exception {
        cases.step(id, TicketStep.RECORD_ANSWER);
        atOnce(i -> desk.answer(id, id + "/" + i, "answer " + i, "operator"));
        assertThat(open("reporter-answered")).isEqualTo(1);
        cases.step(id, TicketStep.QUALIFY);
        cases.step(id, TicketStep.RECORD_ANSWER);
        assertThat(open("reporter-answered")).isZero();
        assertThat(progress.takeAnswer(id)).isEmpty();
        assertThat(desk.history(id))
                .filteredOn(entry -> entry.action().equals("reporter answered"))
                .hasSize(2);
    }

    @Test
    void aKeyIsBoundToWhatWasAsked() {
        desk.cancel(id, id + "/key", "reported by mistake", "operator");
        desk.cancel(id, id + "/key", "reported by mistake", "operator");
        assertThatThrownBy(() -> desk.cancel(id, id + "/key", "another reason", "operator"))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("Idempotency-Key");
        progress.close(id, TicketStatus.CANCELLED, "");
        desk.cancel(id, id + "/key", "reported by mistake", "operator");
        assertThat(open("ticket-cancelled")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CZ-99999", "the other one", "CZ-", "12", "CZ-1 and CZ-2", "self"})
    void aDuplicateOfNoOtherTicketIsRefused(String named) {
        qualified(id, named.equals("self") ? id.toLowerCase(Locale.ROOT) : named);
        assertThat(progress.duplicateProblem(id)).isPresent();
        assertThat(desk.get(id).duplicateOf()).isNull();
        assertThat(desk.history(id)).extracting("action").contains("reference to a duplicate refused");
    }

    @Test
    void aDuplicateOfAnotherApplicationOrAClosedTicketIsRefused() {
        String elsewhere = cases.create("mangatheque");
        qualified(id, elsewhere);
        assertThat(progress.duplicateProblem(id))
                .hasValueSatisfying(why -> assertThat(why).contains("another application"));
        String closed = cases.create("cesizen");
        progress.close(closed, TicketStatus.RESOLVED, "");
        qualified(id, closed);
        assertThat(progress.duplicateProblem(id))
                .hasValueSatisfying(why -> assertThat(why).contains("resolved"));
    }

    @Test
    void ticketsAreNoDuplicatesOfEachOther() {
        String other = cases.create("cesizen");
        qualified(id, " " + other.toLowerCase(Locale.ROOT) + " ");
        assertThat(progress.duplicateProblem(id)).isEmpty();
        progress.close(id, TicketStatus.DUPLICATE, "");
        assertThat(desk.get(id).duplicateOf()).isEqualTo(other);
        qualified(other, id);
        assertThat(progress.duplicateProblem(other)).isPresent();
        progress.reopen(id, EngineKeys.next());
        assertThat(desk.get(id).duplicateOf()).isNull();
    }

    @Test
    void evidenceOfAStepIsOfTheTicketItBeganFor() {
        long step = cases.step(id, TicketStep.REVIEW);
        assertThat(progress.ticketOfStep(step)).contains(id);
    }

    @Test
    void aLabelThatCameMeanwhileIsNotUndone() {
        var limited = priorities.priorityOf("cesizen", TicketType.CORRECTIVE, Impact.LIMITED);
        var targets = sla.targetsOf("cesizen", limited.priority());
        clock.advance(Duration.ofMinutes(1));
        reclassification.reclassify(
                id,
                id + "/label",
                before -> new Classification(before.type(), Impact.SERVICE_DOWN, before.labels()),
                "label P1",
                "lead (GitHub)");
        progress.setTargetsOfProcess(id, TicketType.CORRECTIVE, Impact.LIMITED, Set.of(), limited, targets);
        assertThat(desk.get(id).impact()).isEqualTo(Impact.SERVICE_DOWN);
        clock.advance(Duration.ofMinutes(1));
        qualified(id, "");
        progress.setTargetsOfProcess(id, TicketType.CORRECTIVE, Impact.LIMITED, Set.of(), limited, targets);
        assertThat(desk.get(id).impact()).isEqualTo(Impact.LIMITED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "vigie", "lead", "nobody"})
    void aReporterIsNeverTakenForAnAccount(String name) {
        assertThat(AuditEntry.reporter(name)).isEqualTo(name + " (reporter)");
        assertThat(AuditEntry.reporter("Inès Martin")).isEqualTo("Inès Martin");
    }

    private void qualified(String ticket, String duplicateOf) {
        long step = cases.step(ticket, TicketStep.QUALIFY);
        progress.stepCompleted(
                ticket,
                TicketStep.QUALIFY,
                EngineKeys.next(),
                step,
                new StepValues(Map.of("decision", "duplicate", "duplicateOf", duplicateOf)));
    }

    private long open(String message) {
        return requests.unseen(id).stream()
                .filter(request -> request.message().equals(message))
                .count();
    }

    private static void atOnce(IntConsumer work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Void>> both = IntStream.range(0, 2)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        work.accept(i);
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(both)) {
                done.get();
            }
        }
    }
}
