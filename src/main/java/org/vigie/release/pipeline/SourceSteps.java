package org.vigie.release.pipeline;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vigie.engine.job.Heartbeat;
import org.vigie.release.deployment.Artefacts;
import org.vigie.release.deployment.ReleaseFolders;
import org.vigie.release.record.ReleaseRun;

/** What is done with the sources: tests, static analysis, and the one build. */
@Configuration(proxyBeanMethods = false)
class SourceSteps {

    private final ReleaseContext context;
    private final Artefacts artefacts;
    private final ReleaseFolders folders;

    SourceSteps(ReleaseContext context, Artefacts artefacts, ReleaseFolders folders) {
        this.context = context;
        this.artefacts = artefacts;
        this.folders = folders;
    }

    @Bean
    ReleaseStep testsStep() {
        return new NamedStep("tests", (id, heartbeat) -> {
            ReleaseRun run = context.run(id);
            context.inSources(
                    run, "Tests", "tests-failed", context.settings(run).steps().tests(), Map.of(), heartbeat);
            return Map.of();
        });
    }

    @Bean
    ReleaseStep analysisStep() {
        return new NamedStep("analysis", (id, heartbeat) -> {
            ReleaseRun run = context.run(id);
            context.inSources(
                    run,
                    "Static analysis",
                    "analysis-failed",
                    context.settings(run).steps().analysis(),
                    Map.of(),
                    heartbeat);
            return Map.of();
        });
    }

    @Bean
    ReleaseStep buildStep() {
        return new NamedStep("build", this::build);
    }

    private Map<String, ?> build(String operationId, Heartbeat heartbeat) {
        ReleaseRun run = context.run(operationId);
        Path output =
                ReleaseFolders.make(folders.work(run.application(), operationId).resolve("output"));
        context.inSources(
                run,
                "Build",
                "build-failed",
                context.settings(run).steps().build(),
                Map.of("output", output.toString()),
                heartbeat);
        Artefacts.Built built = artefacts.keep(run.application(), output);
        context.keep(operationId, Map.of(ReleaseRun.ARTEFACT, built.sha256(), ReleaseRun.ARTEFACT_NAME, built.name()));
        context.show(operationId, Map.of("artefact", built.sha256()));
        return Map.of();
    }
}
