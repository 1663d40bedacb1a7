package org.vigie.release.rollback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.Entries;
import org.vigie.release.deployment.HealthProbe;
import org.vigie.release.deployment.Instances;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.migrations.MigrationPlan;
import org.vigie.release.pipeline.NamedStep;
import org.vigie.release.pipeline.ReleaseContext;
import org.vigie.release.pipeline.ReleaseKind;
import org.vigie.release.pipeline.ReleaseNotices;
import org.vigie.release.pipeline.ReleaseStep;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.ReleaseRuns;
import org.vigie.release.record.VersionRecords;
import org.vigie.shared.value.Texts;

/** The steps of a rollback. What serves is stopped only when the version that comes back is proved at the public entry. */
@Configuration(proxyBeanMethods = false)
class RollbackSteps {

    private final ReleaseContext context;
    private final ReleaseRuns runs;
    private final WayBack ways;
    private final DatabaseWay database;
    private final Instances instances;
    private final Entries entries;
    private final VersionRecords versions;
    private final Operations operations;
    private final ReleaseNotices notices;

    RollbackSteps(
            ReleaseContext context,
            ReleaseRuns runs,
            WayBack ways,
            DatabaseWay database,
            Instances instances,
            Entries entries,
            VersionRecords versions,
            Operations operations,
            ReleaseNotices notices) {
        this.context = context;
        this.runs = runs;
        this.ways = ways;
        this.database = database;
        this.instances = instances;
        this.entries = entries;
        this.versions = versions;
        this.operations = operations;
        this.notices = notices;
    }

    @Bean
    ReleaseStep planRollbackStep() {
        return new NamedStep("rollback-plan", this::plan);
    }

    @Bean
    ReleaseStep helpStep(RollbackByHand byHand) {
        return new NamedStep("rollback-help", (id, heartbeat) -> {
            List<String> facts = byHand.facts(id);
            notices.tellHelpNeeded(id, "by-hand", facts);
            operations.asking(id);
            return Map.of("facts", Texts.unlinked(facts));
        });
    }

    @Bean
    ReleaseStep rollBackDatabaseStep() {
        return new NamedStep("rollback-database", (id, heartbeat) -> {
            WayBack.Route route = ways.kept(id);
            // where the version before runs on the schema as it is, the way down waits until nobody uses the new one
            if (way(id) == MigrationPlan.WayBack.DOWN && !route.migrations().isCompatible()) {
                entries.close(ways.from(route));
                database.down(id, route, ways.from(route), heartbeat);
            }
            if (way(id) == MigrationPlan.WayBack.RESTORE) {
                // nobody may write while it is looked whether somebody did; what comes back is started afterwards
                entries.close(ways.from(route));
                instances.stop(ways.from(route), id, heartbeat);
                instances.stop(ways.to(route), id, heartbeat);
                database.restore(id, route, ways.from(route), heartbeat);
            }
            return Map.of();
        });
    }

    @Bean
    ReleaseStep startPreviousStep() {
        return new NamedStep("rollback-start", (id, heartbeat) -> {
            Deployment back = ways.to(ways.kept(id));
            context.step(id, "Start what comes back", () -> {
                instances.start(back, id, heartbeat);
                instances.awaitWell(back, heartbeat);
                return "slot " + back.slot() + " is well";
            });
            return Map.of();
        });
    }

    @Bean
    ReleaseStep switchBackStep() {
        return new NamedStep("rollback-switch", (id, heartbeat) -> {
            Deployment back = ways.to(ways.kept(id));
            context.step(id, "Switch back", () -> {
                entries.switchTo(back, id, heartbeat);
                return back.environment().address() + " shows " + back.run().version();
            });
            return Map.of();
        });
    }

    @Bean
    ReleaseStep verifyRollbackStep() {
        return new NamedStep("rollback-verify", this::verify);
    }

    private Map<String, ?> plan(String operationId, Heartbeat heartbeat) {
        WayBack.Route route = runs.find(operationId)
                .filter(run -> run.fact(WayBack.TARGET).isPresent())
                .map(known -> ways.kept(operationId))
                .orElseGet(() -> ways.find(operationId));
        Operation operation = operations.require(operationId);
        ReleaseRun target = route.target();
        runs.add(new ReleaseRun(
                operationId,
                operation.application(),
                target.version(),
                target.tag(),
                target.commit(),
                route.newest().version(),
                Map.of()));
        context.keep(
                operationId,
                Map.of(
                        WayBack.TARGET,
                        target.operationId(),
                        WayBack.TAKEN_BACK,
                        route.takenBack().stream().map(ReleaseRun::operationId).toList()));
        DatabaseWay.Decision decision = database.decide(operationId, route, ways.from(route), heartbeat);
        context.keep(operationId, Map.of(WayBack.DATABASE, decision.way().name()));
        show(operation, route, decision);
        boolean ask = !decision.questions().isEmpty();
        List<String> facts = new ArrayList<>();
        if (ask) {
            facts.add("Back from " + route.newest().version() + " to " + target.version() + ", because: "
                    + operation.input().getOrDefault(ReleaseKind.REASON, "it was asked for") + ".");
            facts.addAll(decision.questions());
            notices.tellHelpNeeded(operationId, "question", facts);
            operations.asking(operationId);
        }
        return Map.of("ask", ask, "facts", Texts.unlinked(facts));
    }

    private void show(Operation operation, WayBack.Route route, DatabaseWay.Decision decision) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", route.target().version());
        details.put("previous", route.newest().version());
        details.put("serving", versions.serving(operation.application()).orElse(null));
        details.put("artefact", route.target().artefact());
        details.put(
                "migrations",
                route.migrations().migrations().stream()
                        .map(migration -> Map.of(
                                "id",
                                migration.id(),
                                "class",
                                migration.migrationClass().name().toLowerCase(Locale.ROOT)))
                        .toList());
        details.put("database", decision.way().name().toLowerCase(Locale.ROOT));
        context.show(operation.id(), details);
    }

    private Map<String, ?> verify(String operationId, Heartbeat heartbeat) {
        WayBack.Route route = ways.kept(operationId);
        Deployment from = ways.from(route);
        Deployment back = ways.to(route);
        if (way(operationId) == MigrationPlan.WayBack.DOWN && route.migrations().isCompatible()) {
            database.down(operationId, route, from, heartbeat);
        }
        context.step(operationId, "Verify what serves", () -> {
            HealthProbe.Look look = entries.look(back);
            List<String> complaints = instances.complaints(back);
            if (!look.well() || !complaints.isEmpty()) {
                throw new ReleaseFailedException(
                        "not-healthy",
                        back.run().version() + " is back and not well: " + look.detail() + "; "
                                + String.join("; ", complaints));
            }
            return back.environment().address() + " shows " + back.run().version();
        });
        instances.stop(from, operationId, heartbeat);
        entries.serveAlone(back);
        record(operationId, route);
        return Map.of("outcome", back.run().version() + " serves again");
    }

    private void record(String operationId, WayBack.Route route) {
        Operation operation = operations.require(operationId);
        String application = operation.application();
        String version = route.target().version();
        if (!versions.serving(application).filter(version::equals).isPresent()) {
            versions.serves(application, version, operationId, true);
        }
        if (operation.rootId().equals(operationId)) {
            // a release that took itself back says itself whether its version is to blame
            String reason = "taken back by " + operation.requestedBy()
                    + Optional.ofNullable(operation.input().get(ReleaseKind.REASON))
                            .map(text -> ": " + text)
                            .orElse("");
            versions.bad(application, route.newest().version(), reason);
        }
        context.show(operationId, Map.of("serving", version));
    }

    private MigrationPlan.WayBack way(String operationId) {
        return MigrationPlan.WayBack.valueOf(
                context.run(operationId).fact(WayBack.DATABASE).orElseThrow());
    }
}
