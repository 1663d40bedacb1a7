package org.vigie.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.engine.epoch.EngineEpoch;
import org.vigie.engine.instance.CaseOfInstance;
import org.vigie.engine.task.CompletedTask;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.HintedException;
import org.vigie.support.EngineKeys;
import org.vigie.support.KnownCompletions;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
@Import(TaskCompletionsTests.OneCase.class)
class TaskCompletionsTests {

    private static final Instant START = VigieTest.START;

    private static long next = 900_000;

    @Autowired
    TaskCompletions completions;

    @Autowired
    TaskEvidence evidence;

    @Autowired
    TaskCompletionStore store;

    @Autowired
    KnownCompletions index;

    @Autowired
    EngineEpoch epoch;

    @Autowired
    AuditTrail audit;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    private TaskCompletionRecorder recorder;
    private long instance;

    @TestConfiguration(proxyBeanMethods = false)
    static class OneCase {

        @Bean
        CaseOfInstance oneCase() {
            return key -> key >= 900_000 ? Optional.of("case-" + key) : Optional.empty();
        }
    }

    @BeforeEach
    void newInstance() {
        clock.set(START);
        jdbc.sql("DELETE FROM task_completion").update();
        jdbc.sql("DELETE FROM engine_epoch").update();
        recorder = new TaskCompletionRecorder(index, completions, evidence, store, epoch, clock);
        instance = next++;
    }

    @Test
    void recordsWhoCompletedATaskOnceInTheTrailOfItsCase() {
        CompletedTask task = index.completed(instance, "Task_Review", "ada", START);
        recorder.look();
        recorder.look();
        assertThat(completions.of(turn("Task_Review")))
                .contains(new TaskCompletion(task.key(), "Task_Review", instance, new Account("ada"), START));
        assertThat(audit.of("case-" + instance)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("ada");
            assertThat(entry.action()).isEqualTo("task completed");
            assertThat(entry.at()).isEqualTo(START);
            assertThat(entry.details()).containsEntry("task", "Task_Review");
        });
    }

    @Test
    void findsWhatTheIndexShowsLate() {
        index.completed(instance, "Task_B", "bob", START.plusSeconds(60));
        recorder.look();
        index.completed(instance, "Task_A", "ada", START);
        recorder.look();
        assertThat(completions.of(turn("Task_A"))).isPresent();
    }

    @Test
    void goesOnAfterTheIndexWasDown() {
        index.completed(instance, "Task_A", "ada", START);
        index.down(true);
        recorder.look();
        assertThat(completions.of(turn("Task_A"))).isEmpty();
        index.down(false);
        recorder.look();
        assertThat(completions.of(turn("Task_A"))).isPresent();
    }

    @Test
    void tellsEveryTurnThroughATaskFromTheOthers() {
        CompletedTask first = index.completed(instance, "Task_Review", "ada", START);
        TaskTurn second = new TaskTurn(instance, "Task_Review", first.key());
        assertThatThrownBy(() -> completions.requireAccount(second)).isInstanceOf(BusyElsewhereException.class);
        index.completed(instance, "Task_Review", "bob", START);
        assertThat(completions.requireAccount(second).name()).isEqualTo("bob");
        assertThat(completions.requireAccount(turn("Task_Review")).name()).isEqualTo("ada");
    }

    @Test
    void comesBackWhileTheIndexDoesNotShowIt() {
        var busy = catchThrowableOfType(
                BusyElsewhereException.class, () -> completions.requireAccount(turn("Task_Review")));
        assertThat(busy.comeBackAfter()).isEqualTo(Duration.ofSeconds(2));
        index.completed(instance, "Task_Review", "ada", START);
        index.down(true);
        assertThatThrownBy(() -> completions.requireAccount(turn("Task_Review")))
                .isInstanceOf(BusyElsewhereException.class);
        index.down(false);
        assertThatThrownBy(() -> completions.requireAccount(turn("Task_Review")))
                .as("a silent index is left alone for a moment: few jobs run at a time")
                .isInstanceOf(BusyElsewhereException.class);
        clock.advance(TaskCompletions.WHILE_SILENT);
        assertThat(completions.requireAccount(turn("Task_Review")).name()).isEqualTo("ada");
    }

    @Test
    void saysThatNobodyTookATaskThatWasNotAssigned() {
        index.completed(instance, "Task_Review", null, START);
        Account account = completions.requireAccount(turn("Task_Review"));
        assertThat(account).isEqualTo(Account.NOBODY);
        assertThat(account.isNobody()).isTrue();
        assertThatThrownBy(account::required)
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("without being assigned");
        assertThat(audit.of("case-" + instance)).extracting(AuditEntry::actor).containsExactly("nobody");
    }

    @Test
    void doesNotMistakeAKeyOfAnEngineThatIsGone() {
        completions.record(List.of(new CompletedTask(1, null, "Task_Review", null, 5, "ada", START)));
        jdbc.sql("INSERT INTO engine_epoch (epoch, process_id, begun_at) VALUES (7, 'test', now())")
                .update();
        assertThat(completions.of(new TaskTurn(5, "Task_Review", 0))).isEmpty();
        completions.record(List.of(new CompletedTask(1, null, "Task_Review", null, 5, "bob", START)));
        assertThat(completions.of(new TaskTurn(5, "Task_Review", 0)))
                .map(TaskCompletion::account)
                .contains(new Account("bob"));
    }

    @Test
    void entryOfATaskTellsWhoDidItOnceThatIsKnown() {
        long before = EngineKeys.next();
        write("reviewed", before);
        assertThat(trail()).containsExactly("reviewed by unknown");
        index.completed(instance, "Task_Review", "ada", START);
        recorder.look();
        assertThat(trail()).containsExactlyInAnyOrder("task completed by ada", "reviewed by ada");
        recorder.look();
        assertThat(trail()).hasSize(2);
    }

    @Test
    void entryOfATaskThatIsKnownAlreadyIsOfItsAccountAtOnce() {
        long before = EngineKeys.next();
        index.completed(instance, "Task_Review", "ada", START);
        recorder.look();
        write("reviewed", before);
        assertThat(trail()).contains("reviewed by ada");
        assertThat(jdbc.sql("SELECT count(*) FROM audit_pending WHERE subject = :subject")
                        .param("subject", subject())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void entriesOfTwoTurnsAreNotMistakenForEachOther() {
        write("first", EngineKeys.next());
        index.completed(instance, "Task_Review", "ada", START);
        write("second", EngineKeys.next());
        index.completed(instance, "Task_Review", null, START);
        recorder.look();
        assertThat(trail()).contains("first by ada", "second by nobody");
    }

    @Test
    void entryOfATaskThatTheIndexNeverShowsStaysInTheTrail() {
        write("reviewed", EngineKeys.next());
        clock.advance(TaskEvidence.PATIENCE.plusSeconds(1));
        recorder.look();
        index.completed(instance, "Task_Review", "ada", clock.instant());
        recorder.look();
        assertThat(trail()).contains("reviewed by unknown");
    }

    private void write(String action, long after) {
        AuditEntry entry = new AuditEntry(subject(), clock.instant(), AuditEntry.VIGIE, action, Map.of());
        evidence.add(new TaskTurn(instance, "Task_Review", after), entry);
    }

    private List<String> trail() {
        return audit.of(subject()).stream()
                .map(entry -> entry.action() + " by " + entry.actor())
                .toList();
    }

    private String subject() {
        return "case-" + instance;
    }

    private TaskTurn turn(String elementId) {
        return new TaskTurn(instance, elementId, 0);
    }
}
