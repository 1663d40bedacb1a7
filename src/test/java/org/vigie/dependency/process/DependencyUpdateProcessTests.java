package org.vigie.dependency.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.vigie.support.process.Job;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;

/** Every path of a dependency update, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DependencyUpdateProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();

    private ZeebeTestEngine engine;
    private ProcessRun run;

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void criticalFlawGetsATicketOfADayAndEndsWithIt() {
        prepare(true);
        found("advisory", "critical");
        assertThat(run.lastJob("open-dependency-ticket").variables())
                .containsEntry("findingId", "DF-1")
                .containsEntry("policy", Map.of("urgency", "critical", "within", "PT24H", "impact", "security-flaw"));
        run.publish("dependency-settled", "DF-1", Duration.ZERO, Map.of());
        assertThat(run.handled()).extracting(Job::type).containsExactly("open-dependency-ticket", "settle-dependency");
        assertThat(run.completed()).endsWith("EndEvent_Settled", "dependency-update");
    }

    @Test
    void updateThatIsNotMendedInTimeIsToldOnceAndStillEndsWithItsTicket() {
        prepare(true);
        found("update", "unknown");
        assertThat(run.lastJob("open-dependency-ticket").variables())
                .containsEntry("policy", Map.of("urgency", "minor", "within", "P31D", "impact", "improvement"));
        run.passUntilTimer(Duration.ofDays(2), "Event_DueDatePassed");
        assertThat(run.lastJob("tell-overdue-dependency").variables()).containsEntry("findingId", "DF-1");
        run.publish("dependency-settled", "DF-1", Duration.ZERO, Map.of());
        assertThat(run.completed()).endsWith("EndEvent_Settled", "dependency-update");
    }

    @Test
    void whatIsOverNeedsNothing() {
        prepare(false);
        found("advisory", "low");
        assertThat(run.completed()).endsWith("EndEvent_NothingToDo", "dependency-update");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        prepare(false);
        assertThat(COVERAGE.missing("dependency-update")).isEmpty();
    }

    private void prepare(boolean open) {
        run = new ProcessRun(engine)
                .worker("open-dependency-ticket", job -> ticket(open))
                .worker("tell-overdue-dependency", Map.of())
                .worker("settle-dependency", Map.of());
    }

    private void found(String kind, String severity) {
        run.publish(
                "dependency-found",
                "DF-1",
                Duration.ZERO,
                Map.of(
                        "findingId", "DF-1",
                        "application", "mangatheque",
                        "kind", kind,
                        "severity", severity,
                        "size", "minor"));
    }

    private static Map<String, Object> ticket(boolean open) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("ticketId", open ? "MT-7" : null);
        variables.put(
                "dueAt",
                open ? Clock.systemUTC().instant().plus(Duration.ofDays(2)).toString() : null);
        return variables;
    }
}
