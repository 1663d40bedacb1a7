package org.vigie.github.pull;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.github.webhook.EventHandler;
import org.vigie.github.webhook.GitHubDelivery;
import org.vigie.github.webhook.Payload;

/** Check suites and workflow runs give the result of the tests, check runs the coverage. */
@Component
class CheckEvents implements EventHandler {

    private final ChangeChecks checks;
    private final AuditTrail audit;
    private final Clock clock;

    CheckEvents(ChangeChecks checks, AuditTrail audit, Clock clock) {
        this.checks = checks;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Set<String> events() {
        return Set.of("check_suite", "workflow_run", "check_run");
    }

    @Override
    public String handle(GitHubDelivery delivery) {
        Optional<CheckResult> result = switch (delivery.event()) {
            case "check_suite" -> suite(delivery);
            case "workflow_run" -> Optional.of(workflow(delivery));
            default -> run(delivery);
        };
        if (result.isEmpty()) {
            return "ignored";
        }
        checks.keep(result.get());
        var refreshed = checks.refresh(
                result.get().repositoryId(),
                result.get().headSha(),
                delivery.plan().github().testWorkflows());
        for (ChangeRecords.Row row : refreshed.changes()) {
            if (delivery.action() != null && delivery.action().equals("completed")) {
                note(delivery, result.get(), row);
            }
        }
        return refreshed.changes().isEmpty()
                ? "kept by commit"
                : "tests " + refreshed.tests().id();
    }

    private void note(GitHubDelivery delivery, CheckResult result, ChangeRecords.Row row) {
        audit.add(
                new AuditEntry(
                        row.ticketId(),
                        clock.instant(),
                        delivery.actor(),
                        "checks reported",
                        Map.of(
                                "check", result.source(),
                                "result", String.valueOf(result.conclusion()),
                                "coverage", result.coverage() == null ? "" : result.coverage() + "%",
                                "commit", result.headSha())),
                delivery.key(row.ticketId()));
    }

    private static boolean isCompleted(Payload check) {
        return check.find("/status").filter("completed"::equals).isPresent();
    }

    /** A suite that was only asked for may stay empty for ever: many apps get one and run nothing. */
    private static Optional<CheckResult> suite(GitHubDelivery delivery) {
        Payload suite = delivery.payload().at("/check_suite");
        if (!isCompleted(suite)) {
            return Optional.empty();
        }
        return Optional.of(new CheckResult(
                delivery.repositoryId(),
                suite.text("/head_sha"),
                "suite:"
                        + suite.find("/app/slug")
                                .or(() -> suite.find("/app/id"))
                                .orElse("unknown")
                        + ":"
                        + suite.find("/id").orElse(""),
                suite.find("/head_branch").orElse(null),
                suite.find("/conclusion").orElse("neutral"),
                null,
                null,
                suite.findInstant("/updated_at").orElse(delivery.receivedAt()),
                0,
                0));
    }

    private static CheckResult workflow(GitHubDelivery delivery) {
        Payload run = delivery.payload().at("/workflow_run");
        boolean completed = isCompleted(run);
        return new CheckResult(
                delivery.repositoryId(),
                run.text("/head_sha"),
                CheckResult.workflow(
                        run.find("/path")
                                .map(path -> path.replaceFirst("@.*", ""))
                                .orElseGet(() -> run.text("/workflow_id")),
                        run.find("/event").orElse("unknown")),
                null,
                completed ? run.find("/conclusion").orElse("neutral") : null,
                null,
                null,
                run.findInstant("/updated_at").orElse(delivery.receivedAt()),
                run.find("/run_number").isPresent() ? run.number("/run_number") : 0,
                run.find("/run_attempt").isPresent() ? run.intNumber("/run_attempt") : 0);
    }

    private static Optional<CheckResult> run(GitHubDelivery delivery) {
        Payload run = delivery.payload().at("/check_run");
        if (!isCompleted(run)) {
            return Optional.empty();
        }
        String report = run.find("/output/title").orElse("") + "\n"
                + run.find("/output/summary").orElse("") + "\n"
                + run.find("/output/text").orElse("");
        return Coverage.find(report)
                .map(coverage -> new CheckResult(
                        delivery.repositoryId(),
                        run.text("/head_sha"),
                        CheckResult.RUN + run.text("/name"),
                        run.find("/check_suite/head_branch").orElse(null),
                        run.find("/conclusion").orElse("neutral"),
                        coverage.now(),
                        coverage.before(),
                        run.findInstant("/completed_at").orElse(delivery.receivedAt()),
                        0,
                        0));
    }
}
