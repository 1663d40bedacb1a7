package org.vigie.release.pipeline;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.ReleaseSettings;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.Entries;
import org.vigie.release.deployment.HealthProbe;
import org.vigie.release.deployment.Instances;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.record.ReleaseRun;

/** What is tried before production, with the artefact that will go there: beside what staging serves, then in its place. */
@Configuration(proxyBeanMethods = false)
class StagingSteps {

    private final ReleaseContext context;
    private final Instances instances;
    private final Entries entries;
    private final Clock clock;

    StagingSteps(ReleaseContext context, Instances instances, Entries entries, Clock clock) {
        this.context = context;
        this.instances = instances;
        this.entries = entries;
        this.clock = clock;
    }

    @Bean
    ReleaseStep integrationTestsStep() {
        return new NamedStep("integration-tests", (id, heartbeat) -> {
            candidate(id).ifPresent(candidate -> test(candidate, id, heartbeat));
            return Map.of();
        });
    }

    @Bean
    ReleaseStep stagingStep() {
        return new NamedStep("staging", (id, heartbeat) -> {
            candidate(id).ifPresent(candidate -> stage(candidate, id, heartbeat));
            return Map.of();
        });
    }

    @Bean
    ReleaseStep validationStep() {
        return new NamedStep("validation", (id, heartbeat) -> {
            candidate(id).ifPresent(candidate -> validate(candidate, heartbeat));
            return Map.of();
        });
    }

    /** In the slot of staging that does not serve; empty if the plan has no staging. */
    private Optional<Deployment> candidate(String operationId) {
        ReleaseRun run = context.run(operationId);
        if (context.settings(run).staging() == null) {
            return Optional.empty();
        }
        String free = entries.serving(run.application(), Deployment.STAGING)
                .map(serving -> Deployment.other(serving.slot()))
                .orElse("a");
        context.keep(operationId, Map.of(ReleaseRun.STAGING_SLOT, free));
        return Optional.of(context.deployment(
                run,
                Deployment.STAGING,
                context.run(operationId).fact(ReleaseRun.STAGING_SLOT).orElse(free)));
    }

    private void test(Deployment candidate, String operationId, Heartbeat heartbeat) {
        instances.clear(candidate, operationId, heartbeat);
        List<List<String>> prepare = candidate.environment().prepare();
        for (int i = 0; i < prepare.size(); i++) {
            ReleaseContext.requireSuccess(
                    context.inPlace(
                            operationId,
                            candidate,
                            "Prepare staging" + (prepare.size() == 1 ? "" : " (" + (i + 1) + ")"),
                            prepare.get(i),
                            Map.of(),
                            heartbeat),
                    "Prepare staging",
                    "staging-failed");
        }
        ReleaseSettings.Migrations migrations = candidate.settings().migrations();
        if (migrations != null && candidate.environment().database() != null) {
            ReleaseContext.requireSuccess(
                    context.inPlace(operationId, candidate, "Migrate staging", migrations.up(), Map.of(), heartbeat),
                    "Migrate staging",
                    "migration-failed");
        }
        context.step(operationId, "Start the candidate on staging", () -> {
            instances.start(candidate, operationId, heartbeat);
            instances.awaitWell(candidate, heartbeat);
            return "slot " + candidate.slot() + " is well";
        });
        context.inSources(
                candidate.run(),
                "Integration tests",
                "integration-tests-failed",
                candidate.settings().steps().integrationTests(),
                Map.of(
                        "address",
                        candidate.address(candidate.environment().front()).toString()),
                heartbeat);
    }

    private void stage(Deployment candidate, String operationId, Heartbeat heartbeat) {
        context.step(operationId, "Staging", () -> {
            entries.switchTo(candidate, operationId, heartbeat);
            instances.stop(
                    context.deployment(candidate.run(), Deployment.STAGING, Deployment.other(candidate.slot())),
                    operationId,
                    heartbeat);
            entries.serveAlone(candidate);
            return candidate.environment().address() + " shows "
                    + candidate.run().version();
        });
    }

    private void validate(Deployment candidate, Heartbeat heartbeat) {
        ReleaseRun run = candidate.run();
        context.inSources(
                run,
                "Validation",
                "validation-failed",
                candidate.settings().steps().validation(),
                Map.of("address", candidate.environment().address().toString()),
                heartbeat);
        HealthProbe.Look look = entries.look(candidate);
        if (!look.well()) {
            throw new ReleaseFailedException("validation-failed", "staging: " + look.detail());
        }
        context.keep(run.operationId(), Map.of(ReleaseRun.VALIDATED_AT, Objects.toString(clock.instant())));
    }
}
