package org.vigie.release.rollback;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.ReleaseSettings.Migrations;
import org.vigie.release.deployment.CommandValues;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.deployment.SchemaLines;
import org.vigie.release.deployment.StepCommands;
import org.vigie.release.migrations.Migration;
import org.vigie.release.migrations.MigrationPlan;
import org.vigie.release.pipeline.ChildOperations;
import org.vigie.release.pipeline.ReleaseContext;
import org.vigie.release.pipeline.SchemaMigrations;
import org.vigie.release.record.ReleaseRun;

/** What becomes of the database on the way back, and how it gets there. What is not known is a question to a person. */
@Component
class DatabaseWay {

    /** In the details of a rollback, as of the recovery that found it out: what would be lost. */
    static final String WOULD_LOSE = "wouldLose";

    private static final int SHOWN = 20;

    private final ReleaseContext context;
    private final SchemaMigrations schema;
    private final ChildOperations children;
    private final Operations operations;

    DatabaseWay(ReleaseContext context, SchemaMigrations schema, ChildOperations children, Operations operations) {
        this.context = context;
        this.schema = schema;
        this.children = children;
        this.operations = operations;
    }

    /**
     * What is to happen.
     *
     * @param questions what a person should know; empty if nobody has to be asked
     */
    record Decision(MigrationPlan.WayBack way, List<String> questions) {}

    Decision decide(String operationId, WayBack.Route route, Deployment from, Heartbeat heartbeat) {
        MigrationPlan plan = route.migrations();
        boolean begun = route.takenBack().stream()
                .anyMatch(run -> run.fact(ReleaseRun.MIGRATION_BEGUN).isPresent());
        if (plan.migrations().isEmpty() || !begun) {
            return new Decision(MigrationPlan.WayBack.KEEP, List.of());
        }
        List<String> questions = new ArrayList<>();
        ReleaseRun newest = route.newest();
        boolean unfinished = newest.fact(ReleaseRun.MIGRATION_BEGUN).isPresent()
                && newest.fact(ReleaseRun.MIGRATED).isEmpty();
        int applied = applied(operationId, plan, newest, from, heartbeat, questions);
        boolean failed = unfinished && (!isAsBefore(newest, from, questions) | goesOn(newest, questions));
        boolean closed = plan.order() == MigrationPlan.Order.WITH_A_MAINTENANCE_PAGE
                && newest.fact(ReleaseRun.SWITCHED).isEmpty();
        // the backup of the one release that goes; whether somebody wrote before it was closed is looked at before
        // anything is restored
        boolean restorable = route.takenBack().size() == 1
                && newest.fact(ReleaseRun.BACKUP_VERIFIED).isPresent();
        MigrationPlan.WayBack way =
                plan.wayBack(new MigrationPlan.Situation(applied, failed, applied >= 0, !closed, restorable));
        if (way == MigrationPlan.WayBack.ASK) {
            questions.addAll(plan.warnings());
            newest.fact(ReleaseRun.BACKUP)
                    .ifPresent(backup -> questions.add("The backup before the release is " + backup
                            + "; restoring it loses what was written since."));
        }
        return new Decision(way, way == MigrationPlan.WayBack.ASK ? questions : List.of());
    }

    /**
     * Takes the database down to where it was, with the artefact that goes.
     *
     * @throws ReleaseFailedException if it is not there afterwards
     */
    void down(String operationId, WayBack.Route route, Deployment from, Heartbeat heartbeat) {
        String position = route.oldest().fact(ReleaseRun.POSITION).orElseThrow();
        List<String> down = Optional.of(from)
                .flatMap(SchemaMigrations::of)
                .map(Migrations::down)
                .orElseThrow(
                        () -> new ReleaseFailedException("no-way-down", "the plan names no command migrations.down"));
        StepCommands.Result result =
                context.inPlace(operationId, from, "Migrate down", down, Map.of("position", position), heartbeat);
        if (!result.success()) {
            throw new ReleaseFailedException("way-down-failed", "the way down failed: " + result.complaint());
        }
        requirePosition(operationId, route, from, "Position after the way down", heartbeat);
    }

    /**
     * Has the backup before the release restored, under the same hold, if nobody wrote since. Nobody may work on the database.
     *
     * @throws ReleaseFailedException if somebody may have written, with what would be lost in the details, or if it is not where it was
     *     afterwards
     */
    void restore(String operationId, WayBack.Route route, Deployment from, Heartbeat heartbeat) {
        Operation rollback = operations.require(operationId);
        Operation recovery = children.ended(
                rollback,
                "recoveries",
                "restore",
                Map.of(
                        "database",
                        CommandValues.database(from).orElseThrow().id(),
                        "backup",
                        route.newest().fact(ReleaseRun.BACKUP).orElseThrow(),
                        "purpose",
                        "rollback",
                        "disregard",
                        SchemaMigrations.of(from).orElseThrow().disregard(),
                        "reason",
                        "back to " + route.target().version()),
                // it asks nobody; who looks after the server is told by itself
                waiting -> {});
        context.show(operationId, Map.of("recovery", recovery.id()));
        if (recovery.status() != OperationStatus.SUCCEEDED) {
            if (recovery.details().get(WOULD_LOSE) instanceof List<?> lost) {
                context.show(operationId, Map.of(WOULD_LOSE, lost));
            }
            throw new ReleaseFailedException(
                    Objects.requireNonNullElse(recovery.cause(), "restore-failed"),
                    "the backup before the release was not restored: " + recovery.outcome());
        }
        requirePosition(operationId, route, from, "Position after the restore", heartbeat);
    }

    /** @throws ReleaseFailedException if the database is not where it was before the release */
    void requirePosition(String operationId, WayBack.Route route, Deployment from, String step, Heartbeat heartbeat) {
        String wanted = route.oldest().fact(ReleaseRun.POSITION).orElseThrow();
        String now = schema.position(operationId, from, step, heartbeat);
        if (!now.equals(wanted)) {
            throw new ReleaseFailedException(
                    "position-wrong", "the database is at " + now + " and was at " + wanted + " before the release");
        }
    }

    private int applied(
            String operationId,
            MigrationPlan plan,
            ReleaseRun newest,
            Deployment from,
            Heartbeat heartbeat,
            List<String> questions) {
        try {
            List<String> pending = schema.pending(operationId, from, "Pending migrations on the way back", heartbeat);
            List<String> ids = plan.migrations().stream().map(Migration::id).toList();
            int applied = (int) ids.stream().filter(id -> !pending.contains(id)).count();
            boolean inOrder = ids.subList(0, applied).stream().noneMatch(pending::contains);
            questions.add(applied + " of " + ids.size() + " migrations are applied.");
            return inOrder && isWhereItWasLeft(operationId, newest, from, heartbeat, questions) ? applied : -1;
        } catch (ReleaseFailedException e) {
            questions.add("Nobody knows which migrations are applied: " + e.fact() + ".");
            return -1;
        }
    }

    /**
     * Whether nobody has changed the schema since. The artefact that goes has no way down for what a later version has left in
     * place, as one does whose compatible migrations stay when it is taken back.
     */
    private boolean isWhereItWasLeft(
            String operationId, ReleaseRun newest, Deployment from, Heartbeat heartbeat, List<String> questions) {
        Optional<String> left = newest.fact(ReleaseRun.POSITION_AFTER);
        if (left.isEmpty()) {
            return true;
        }
        String now = schema.position(operationId, from, "Position on the way back", heartbeat);
        if (!now.equals(left.get())) {
            questions.add("The database is at " + now + " and not at " + left.get() + ", where " + newest.version()
                    + " left it: something has migrated it since, and " + newest.version() + " cannot take that back.");
        }
        return now.equals(left.get());
    }

    /** Whether a migration that was ended may still be changing the database. */
    private static boolean goesOn(ReleaseRun run, List<String> questions) {
        List<?> left = run.facts().get(ReleaseRun.SESSIONS_LEFT) instanceof List<?> lines ? lines : List.of();
        left.forEach(line -> questions.add("Goes on in the database: " + line));
        return !left.isEmpty();
    }

    /** Whether a migration that did not get through has left nothing behind. */
    private static boolean isAsBefore(ReleaseRun run, Deployment from, List<String> questions) {
        List<String> before = run.facts().get(ReleaseRun.SCHEMA) instanceof List<?> lines
                ? lines.stream().map(String::valueOf).toList()
                : List.of();
        List<String> now = SchemaLines.of(CommandValues.database(from).orElseThrow());
        List<String> more = now.stream().filter(line -> !before.contains(line)).toList();
        List<String> less = before.stream().filter(line -> !now.contains(line)).toList();
        more.stream().limit(SHOWN).forEach(line -> questions.add("Left behind: " + line));
        less.stream().limit(SHOWN).forEach(line -> questions.add("Missing since: " + line));
        return more.isEmpty() && less.isEmpty();
    }
}
