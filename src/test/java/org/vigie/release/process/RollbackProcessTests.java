package org.vigie.release.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.support.process.BusinessError;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;

/** Every path of a rollback, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollbackProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();
    private static final Map<String, Object> REQUEST = Map.of("operationId", "op-2", "application", "demo");
    private static final List<String> FACTS = List.of("Left behind: table public.shop_gift (r)");

    private ZeebeTestEngine engine;
    private ProcessRun run;
    private boolean ask;
    private String failing = "";

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void goesBackWithoutTestsApprovalsAndStages() {
        prepare();
        request();
        assertThat(steps())
                .containsExactly(
                        "rollback-plan", "rollback-database", "rollback-start", "rollback-switch", "rollback-verify");
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("succeeded");
        assertThat(run.completed()).endsWith("Task_TellRolledBack", "EndEvent_RolledBack", "rollback");
    }

    @Test
    void asksAPersonWhereSomethingWouldBeLost() {
        ask = true;
        prepare().worker("record-rollback-decision", Map.of("goBack", true));
        request();
        assertThat(run.shown("Task_DecideOnRollback")).containsEntry("facts", FACTS);
        assertThat(steps()).containsExactly("rollback-plan");
        run.complete("Task_DecideOnRollback", Map.of("decision", "go-back"));
        assertThat(run.completed()).endsWith("EndEvent_RolledBack", "rollback");
    }

    @Test
    void leavesWhatServesWhenAPersonSaysSo() {
        ask = true;
        prepare().worker("record-rollback-decision", Map.of("goBack", false));
        request();
        run.complete("Task_DecideOnRollback", Map.of("decision", "stay", "remark", "we correct it"));
        assertThat(steps()).containsExactly("rollback-plan");
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("refused");
        assertThat(run.lastJob("end-operation").variables())
                .containsEntry("cause", "declined")
                .containsEntry("outcome", "somebody decided not to go back: we correct it");
        assertThat(run.completed()).endsWith("EndEvent_Declined", "rollback");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rollback-plan", "rollback-database", "rollback-start", "rollback-switch", "rollback-verify"})
    void endsAtAPersonWhoSeesEverythingWhenItCannotGoOn(String step) {
        failing = step;
        prepare();
        request();
        assertThat(steps()).endsWith(step, "rollback-help");
        assertThat(run.shown("Task_BringBackByHand"))
                .containsEntry("facts", FACTS)
                .containsEntry("outcome", "the database is at 3");
        run.complete("Task_BringBackByHand", Map.of("remark", "started it by hand"));
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("failed");
        assertThat(run.lastJob("end-operation").variables())
                .containsEntry("outcome", "1.1.0 serves, somebody saw to it");
        assertThat(run.completed()).endsWith("Task_TellRollbackFailed", "EndEvent_ByHand", "rollback");
    }

    @Test
    void operationThatIsCarriedOutElsewhereIsLeftAlone() {
        prepare().worker("begin-operation", job -> {
            throw new BusinessError("OPERATION_TAKEN", Map.of());
        });
        request();
        assertThat(run.completed()).endsWith("EndEvent_NothingToDo", "rollback");
    }

    @Test
    void cancellationEndsIt() {
        ask = true;
        prepare();
        request();
        run.publish("operation-cancelled", "op-2", Duration.ofMinutes(1), Map.of());
        assertThat(run.tasks()).isEmpty();
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("cancelled");
        assertThat(run.completed()).contains("EndEvent_Cancelled").endsWith("rollback");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        prepare();
        assertThat(COVERAGE.missing("rollback")).isEmpty();
    }

    private List<String> steps() {
        return run.handled().stream()
                .filter(job -> job.type().equals("run-release-step"))
                .map(job -> job.header("step"))
                .toList();
    }

    private ProcessRun prepare() {
        run = new ProcessRun(engine, false)
                .worker("begin-operation", Map.of())
                .worker("run-release-step", job -> {
                    if (job.header("step").equals(failing)) {
                        throw new BusinessError(
                                "RELEASE_FAILED", Map.of("cause", "position-wrong", "outcome", "the database is at 3"));
                    }
                    return switch (job.header("step")) {
                        case "rollback-plan" -> Map.of("ask", ask, "facts", ask ? FACTS : List.of());
                        case "rollback-help" -> Map.of("facts", FACTS);
                        default -> Map.of();
                    };
                })
                .worker("record-rollback-by-hand", Map.of("outcome", "1.1.0 serves, somebody saw to it"))
                .worker("end-operation", Map.of())
                .worker("tell-rollback-result", Map.of());
        return run;
    }

    private void request() {
        run.publish("rollback-requested", "op-2", Duration.ZERO, REQUEST);
    }
}
