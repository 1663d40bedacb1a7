package org.vigie.release.pipeline;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.DatabaseSettings;
import org.vigie.release.deployment.CommandValues;
import org.vigie.release.deployment.DatabaseSessions;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.Entries;
import org.vigie.release.deployment.Instances;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.deployment.SchemaLines;
import org.vigie.release.deployment.StepCommands;
import org.vigie.release.migrations.Migration;
import org.vigie.release.migrations.MigrationPlan;
import org.vigie.release.record.ReleaseRun;

/** What changes production: the schema, the new instances beside the old, and the switch. What serves is never stopped here. */
@Configuration(proxyBeanMethods = false)
class ProductionSteps {

    private final ReleaseContext context;
    private final SchemaMigrations schema;
    private final Instances instances;
    private final Entries entries;
    private final Clock clock;

    ProductionSteps(
            ReleaseContext context, SchemaMigrations schema, Instances instances, Entries entries, Clock clock) {
        this.context = context;
        this.schema = schema;
        this.instances = instances;
        this.entries = entries;
        this.clock = clock;
    }

    @Bean
    ReleaseStep migrateStep() {
        return new NamedStep("migrate", (id, heartbeat) -> {
            Deployment production = production(id);
            if (SchemaMigrations.of(production).isPresent()) {
                migrate(production, id, heartbeat);
            }
            return Map.of();
        });
    }

    @Bean
    ReleaseStep startStep() {
        return new NamedStep("start", (id, heartbeat) -> {
            Deployment production = production(id);
            context.step(id, "Start beside what serves", () -> {
                instances.start(production, id, heartbeat);
                instances.awaitWell(production, heartbeat);
                return "slot " + production.slot() + " is well";
            });
            return Map.of();
        });
    }

    @Bean
    ReleaseStep switchStep() {
        return new NamedStep("switch", (id, heartbeat) -> {
            Deployment production = production(id);
            heartbeat.check();
            context.keep(id, Map.of(ReleaseRun.SWITCHED, now()));
            context.step(id, "Switch", () -> {
                entries.switchTo(production, id, heartbeat);
                return production.environment().address() + " shows "
                        + production.run().version();
            });
            context.show(id, Map.of("serving", production.run().version()));
            return Map.of();
        });
    }

    private Deployment production(String operationId) {
        ReleaseRun run = context.run(operationId);
        return context.deployment(
                run, Deployment.PRODUCTION, run.fact(ReleaseRun.SLOT).orElseThrow());
    }

    private void migrate(Deployment production, String operationId, Heartbeat heartbeat) {
        ReleaseRun run = production.run();
        DatabaseSettings database = CommandValues.database(production).orElseThrow();
        if (run.fact(ReleaseRun.MIGRATED).isPresent()) {
            return;
        }
        List<String> approved =
                run.migrations().migrations().stream().map(Migration::id).toList();
        if (run.fact(ReleaseRun.MIGRATION_BEGUN).isEmpty()) {
            List<String> pending = schema.pending(operationId, production, "Pending migrations now", heartbeat);
            if (!pending.equals(approved)) {
                throw new ReleaseFailedException(
                        "database-changed",
                        "other migrations are pending than were judged: " + pending + " instead of " + approved,
                        "Release the version again.");
            }
            Map<String, Object> before = new LinkedHashMap<>();
            before.put(
                    ReleaseRun.POSITION,
                    schema.position(operationId, production, "Position of the database", heartbeat));
            before.put(ReleaseRun.SCHEMA, SchemaLines.of(database));
            context.keep(operationId, before);
        }
        if (approved.isEmpty()) {
            return;
        }
        heartbeat.check();
        context.keep(operationId, Map.of(ReleaseRun.MIGRATION_BEGUN, now()));
        if (run.migrations().order() == MigrationPlan.Order.WITH_A_MAINTENANCE_PAGE && run.previous() != null) {
            entries.close(production);
        }
        StepCommands.Result result = context.inPlace(
                operationId,
                production,
                "Migrate",
                SchemaMigrations.of(production).orElseThrow().up(),
                Map.of(),
                heartbeat);
        String onTheServer = result.success() || result.judged() ? "" : endSessions(operationId, production, database);
        List<String> left = result.success()
                ? schema.pending(operationId, production, "Pending migrations afterwards", heartbeat)
                : List.of();
        if (!result.success() || !left.isEmpty()) {
            throw new ReleaseFailedException(
                    "migration-failed",
                    "the migration failed: "
                            + (result.success() ? "still pending are " + left : result.complaint() + onTheServer));
        }
        String reached = schema.position(operationId, production, "Position after the migrations", heartbeat);
        context.keep(operationId, Map.of(ReleaseRun.POSITION_AFTER, reached, ReleaseRun.MIGRATED, now()));
    }

    /** A command that was ended has not ended what it began in the database. */
    private String endSessions(String operationId, Deployment production, DatabaseSettings database) {
        try {
            DatabaseSessions.Result sessions = DatabaseSessions.end(database, CommandValues.session(production));
            if (!sessions.left().isEmpty()) {
                context.keep(operationId, Map.of(ReleaseRun.SESSIONS_LEFT, sessions.left()));
            }
            return sessions.ended().isEmpty()
                    ? ""
                    : "; what it was doing in the database was ended: " + String.join(" | ", sessions.ended());
        } catch (ReleaseFailedException e) {
            context.keep(operationId, Map.of(ReleaseRun.SESSIONS_LEFT, List.of(e.fact())));
            return "; " + e.fact();
        }
    }

    private String now() {
        return Objects.toString(clock.instant());
    }
}
