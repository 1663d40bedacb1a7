package org.vigie.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.backup.dump.DatabaseDump;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.operation.StepStatus;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/**
 * Says by itself, outside the engine, when a daily backup was not even asked for an hour after its time, and when one under way
 * takes far longer than usual or comes near its deadline.
 */
@Component
class BackupLateness {

    private static final Duration GRACE = Duration.ofHours(1);
    private static final int LATEST = 50;
    private static final double NEAR = 0.75;
    private static final double MILLIS = 1000.0;

    private final Plans plans;
    private final Operations operations;
    private final BackupCatalogue catalogue;
    private final Configured configured;
    private final BackupAlarm alarm;
    private final Clock clock;

    BackupLateness(
            Plans plans,
            Operations operations,
            BackupCatalogue catalogue,
            Configured configured,
            BackupAlarm alarm,
            Clock clock) {
        this.plans = plans;
        this.operations = operations;
        this.catalogue = catalogue;
        this.configured = configured;
        this.alarm = alarm;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${vigie.backup.first-look:PT4M}", fixedDelayString = "PT5M")
    @SchedulerLock(name = "backup-lateness")
    void look() {
        for (MaintenancePlan plan : plans.all()) {
            for (DatabaseSettings database : plan.databases()) {
                if (configured.is(plan.application(), database)) {
                    look(plan, database);
                }
            }
        }
    }

    private void look(MaintenancePlan plan, DatabaseSettings database) {
        String name = plan.application() + "." + database.id();
        List<Operation> latest = operations.list(plan.application(), BackupKind.ID, null, null, LATEST).stream()
                .filter(operation -> database.id().equals(operation.input().get(BackupKind.DATABASE)))
                .toList();
        alarm.tell(
                plan.application(),
                database,
                "backup-not-requested",
                wasForgotten(database, latest, clock.instant().atZone(plan.timeZone())),
                "the daily backup of " + name + " was not asked for at "
                        + database.backup().daily(),
                "Look whether another operation holds the database (GET /api/applications/" + plan.application()
                        + "/backups), else restart Vigie: its schedule stands still.");
        Optional<Double> running = latest.stream()
                .flatMap(operation -> dumping(operation).stream())
                .findFirst();
        Double usual = Trend.of(catalogue.backupTimes(plan.application(), database.id(), Trend.WINDOW))
                .usual();
        double deadline = database.backup().deadline().toDuration().toSeconds();
        alarm.tell(
                plan.application(),
                database,
                "backup-takes-long",
                running.filter(seconds -> Trend.isFarLonger(seconds, usual) || seconds > NEAR * deadline)
                        .isPresent(),
                "the backup of " + name + " under way has taken " + Math.round(running.orElse(0.0)) + " s, "
                        + (usual == null ? "" : "usual are " + Math.round(usual) + " s, ")
                        + "its deadline is " + Math.round(deadline) + " s",
                "Look at its progress (details of the operation) and at what else uses the database; raise deadline in the"
                        + " plan if it has grown.");
    }

    private boolean wasForgotten(DatabaseSettings database, List<Operation> latest, ZonedDateTime now) {
        LocalTime daily = database.backup().daily();
        if (daily == null || !BackupSchedule.isDue(daily, now, catalogue.installedAt())) {
            return false;
        }
        Instant due = now.with(daily).toInstant();
        return due.plus(GRACE).isBefore(clock.instant())
                && latest.stream().allMatch(operation -> operation.requestedAt().isBefore(due));
    }

    /** For how long the dump of a backup has been under way, in seconds; a time in which a person was asked does not count. */
    private Optional<Double> dumping(Operation operation) {
        if (operation.status() != OperationStatus.RUNNING) {
            return Optional.empty();
        }
        return operations.steps(operation.id()).stream()
                .filter(step -> step.name().equals(DatabaseDump.STEP) && step.status() == StepStatus.RUNNING)
                .map(step -> Duration.between(step.startedAt(), clock.instant()).toMillis() / MILLIS)
                .findFirst();
    }
}
