package org.vigie.backup.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.vigie.support.process.BusinessError;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;

/** Every path of a restore test, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreTestProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();
    private static final Map<String, Object> REQUEST = Map.of("operationId", "op-1", "application", "demo");

    private ZeebeTestEngine engine;
    private ProcessRun run;

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void verifiedBackupEndsAsASuccess() {
        prepare(result("verified", null, false));
        request();
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("succeeded");
        assertThat(run.completed()).endsWith("Task_TellVerified", "EndEvent_BackupVerified", "restore-test");
    }

    @Test
    void refusedBackupEndsAsAFailureWithItsCause() {
        prepare(result("refused", "rows-missing", false));
        request();
        isFailed("rows-missing");
    }

    @Test
    void inconclusiveTestIsNoSuccess() {
        prepare(result("inconclusive", "scratch-disk-full", false));
        request();
        isFailed("scratch-disk-full");
    }

    @Test
    void signedTestWaitsForThePersonAndThenEnds() {
        prepare(result("verified", null, true));
        request();
        assertThat(run.shown("Task_SignRestoreTest")).containsEntry("verdict", "verified");
        assertThat(run.completed()).doesNotContain("EndEvent_BackupVerified");
        run.complete("Task_SignRestoreTest", Map.of("remark", "seen"));
        assertThat(run.lastJob("record-restore-signature").variables()).containsEntry("remark", "seen");
        assertThat(run.completed()).endsWith("Task_TellVerified", "EndEvent_BackupVerified", "restore-test");
    }

    @Test
    void signatureMakesNoSuccessOfAFailure() {
        prepare(result("refused", "archive-damaged", true));
        request();
        run.complete("Task_SignRestoreTest", Map.of());
        isFailed("archive-damaged");
    }

    @Test
    void testOfNothingFails() {
        prepare(Map.of()).worker("restore-and-compare", job -> {
            throw new BusinessError("RESTORE_TEST_FAILED", Map.of("cause", "backup-missing", "outcome", "it is gone"));
        });
        request();
        isFailed("backup-missing");
    }

    @Test
    void operationThatIsCarriedOutElsewhereIsLeftAlone() {
        prepare(Map.of()).worker("begin-operation", job -> {
            throw new BusinessError("OPERATION_TAKEN", Map.of());
        });
        request();
        assertThat(run.completed()).endsWith("EndEvent_NothingToDo", "restore-test");
    }

    @Test
    void cancellationEndsItWhileItRestores() {
        prepare(Map.of()).leave("restore-and-compare");
        request();
        run.publish("operation-cancelled", "op-1", Duration.ofMinutes(1), Map.of());
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("cancelled");
        assertThat(run.completed()).contains("EndEvent_RestoreTestCancelled").endsWith("restore-test");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        prepare(Map.of());
        assertThat(COVERAGE.missing("restore-test")).isEmpty();
    }

    private void isFailed(String cause) {
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("failed");
        assertThat(run.lastJob("end-operation").variables()).containsEntry("cause", cause);
        assertThat(run.completed()).endsWith("Task_TellNotVerified", "EndEvent_BackupNotVerified", "restore-test");
    }

    /** As the worker gives it, null included. */
    private static Map<String, Object> result(String verdict, @Nullable String cause, boolean signature) {
        Map<String, Object> result = new HashMap<>();
        result.put("verdict", verdict);
        result.put("cause", cause);
        result.put("outcome", "what was found");
        result.put("signature", signature);
        return result;
    }

    private ProcessRun prepare(Map<String, Object> result) {
        run = new ProcessRun(engine, false)
                .worker("begin-operation", Map.of())
                .worker("restore-and-compare", result)
                .worker("record-restore-signature", Map.of())
                .worker("end-operation", Map.of())
                .worker("tell-restore-test-result", Map.of());
        return run;
    }

    private void request() {
        run.publish("restore-test-requested", "op-1", Duration.ZERO, REQUEST);
    }
}
