package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.vigie.support.process.Job;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;

/** What the tests of the ticket's paths share: the engine with stubs for all workers, and ways to get to a step. */
@ZeebeProcessTest
abstract class TicketPaths {

    static final String TICKET = "CZ-2026-0042";
    static final String RESPONSE_DUE = "2026-11-20T16:30:00Z";
    static final String RESOLUTION_DUE = "2026-11-23T13:00:00Z";
    static final Duration NOT_KEPT = Duration.ZERO;

    static final Map<String, Object> REQUEST = Map.of(
            "application", "cesizen",
            "title", "L'export PDF du journal est vide",
            "description", "Aucune page depuis la mise à jour.",
            "type", "corrective",
            "impact", "key-function-degraded",
            "reporterName", "Camille Durand",
            "reporterEmail", "camille.durand@example.org");

    static final Map<String, Object> GOOD_REVIEW = Map.of(
            "pullRequest",
            "https://github.com/example/cesizen/pull/42",
            "testsPassed",
            true,
            "testsOfTicket",
            true,
            "coverageBefore",
            81.5,
            "coverageAfter",
            82,
            "reviewDecision",
            "approve");

    static final ModelCoverage COVERAGE = new ModelCoverage();

    private ZeebeTestEngine engine;
    ProcessRun run;

    @BeforeEach
    void prepare() {
        run = new ProcessRun(engine)
                .worker("register-ticket", periods("ticketId", TICKET))
                .worker("reopen-ticket", periods("ticketId", TICKET))
                .worker("set-due-dates", TicketPaths::dueDates)
                .worker("notify-reporter", Map.of())
                .worker("take-ticket", Map.of("owner", "sam", "team", "support"))
                .worker("check-answer", Map.of("reporterAnswered", false))
                .worker("record-step-start", Map.of())
                .worker("record-step-end", Map.of())
                .worker("collect-evidence", TicketPaths::nothingKnown)
                .worker("check-change", Map.of("commitFindings", List.of(), "overrideAccepted", false))
                .worker("check-merge", Map.of("merged", false))
                .worker("record-release-note", Map.of())
                .worker("check-release", Map.of("awaitsRelease", false))
                .worker("request-validation", Map.of())
                .worker("remind-validation", Map.of())
                .worker("count-as-validated", Map.of("validated", true))
                .worker("close-ticket", job -> Map.of("outcome", job.header("outcome")));
    }

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    /** The waiting times of the plan, and one variable more. */
    static Map<String, Object> periods(String name, Object value) {
        return Map.of(
                name,
                value,
                "reporterReminder",
                "P3D",
                "reporterDeadline",
                "P7D",
                "validationReminder",
                "P3D",
                "validationDeadline",
                "P7D");
    }

    /** What the worker gives without a tracker: the marks of the last review are gone. */
    private static Map<String, Object> nothingKnown(Job job) {
        var outputs = new HashMap<String, Object>();
        outputs.put("testsPassed", null);
        outputs.put("testsOfTicket", null);
        outputs.put("commitMessages", null);
        return outputs;
    }

    /** Due dates as the worker would give them: none where the tables set no target. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> dueDates(Job job) {
        var priority = (Map<String, Object>) job.variables().get("priorityDecision");
        var targets = (Map<String, Object>) job.variables().get("slaDecision");
        var outputs = new HashMap<String, Object>(priority);
        outputs.put("responseDue", targets.get("responseAmount") == null ? null : RESPONSE_DUE);
        outputs.put("resolutionDue", targets.get("resolutionAmount") == null ? null : RESOLUTION_DUE);
        return outputs;
    }

    void startFromForm() {
        startFromForm(Map.of());
    }

    void startFromForm(Map<String, Object> changes) {
        var variables = new HashMap<>(REQUEST);
        variables.putAll(changes);
        run.start("ticket", variables);
    }

    void startAtImplementation() {
        startFromForm(Map.of("type", "evolutive"));
        run.complete("Task_QualifyTicket");
        run.complete("Task_AssignOwner", Map.of("owner", "dora", "team", "devops"));
    }

    void startAtMerge() {
        startAtImplementation();
        run.complete("Task_ImplementChange");
        run.complete("Task_ReviewChange", GOOD_REVIEW);
    }

    void startAtValidation() {
        startAtImplementation();
        run.complete("Task_ImplementChange", Map.of("progress", "no-code-change", "summary", "Restarted"));
    }

    void cancel() {
        run.publish("ticket-cancelled", TICKET, NOT_KEPT, Map.of("reason", "reported by mistake"));
    }

    void assertClosedAs(String outcome, String endEvent) {
        assertThat(run.lastJob("close-ticket").header("outcome")).isEqualTo(outcome);
        assertThat(run.handled())
                .filteredOn(job -> job.type().equals("close-ticket"))
                .hasSize(1);
        assertThat(run.completed()).endsWith(endEvent, "SubProcess_HandleTicket", "EndEvent_TicketHandled", "ticket");
        assertThat(run.tasks()).isEmpty();
    }
}
