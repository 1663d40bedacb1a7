package org.vigie.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.operation.TargetHeldException;
import org.vigie.plan.BackupSettings.Exercise;
import org.vigie.plan.BackupSettings.Frequency;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;

/**
 * Asks for what the plans want regularly: once for each day, month or quarter, whatever is restarted meanwhile. What was missed is
 * made up for within its period.
 */
@Component
public class BackupSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);
    private static final int LATEST = 50;
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMinutes(30);
    private static final LocalTime USUAL = LocalTime.of(3, 30);

    private final Plans plans;
    private final OperationRequests requests;
    private final RegularRestoreTests restoreTests;
    private final Operations operations;
    private final BackupCatalogue catalogue;
    private final Configured configured;
    private final Clock clock;

    BackupSchedule(
            Plans plans,
            OperationRequests requests,
            RegularRestoreTests restoreTests,
            Operations operations,
            BackupCatalogue catalogue,
            Configured configured,
            Clock clock) {
        this.plans = plans;
        this.catalogue = catalogue;
        this.configured = configured;
        this.operations = operations;
        this.requests = requests;
        this.restoreTests = restoreTests;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${vigie.backup.first-look:PT2M}", fixedDelayString = "PT1M")
    @SchedulerLock(name = "backup-schedule")
    void askForWhatIsDue() {
        for (MaintenancePlan plan : plans.all()) {
            ZonedDateTime now = clock.instant().atZone(plan.timeZone());
            plan.databases().stream()
                    .filter(database -> configured.is(plan.application(), database))
                    .forEach(database -> ask(plan.application(), database, now));
        }
    }

    private void ask(String application, DatabaseSettings database, ZonedDateTime now) {
        LocalTime daily = database.backup().daily();
        if (daily != null && isDue(daily, now, catalogue.installedAt())) {
            askForBackup(application, database, now);
        }
        Frequency tests = database.backup().restoreTests();
        LocalTime testTime = Objects.requireNonNullElse(daily, USUAL);
        if (tests != null && !now.toLocalTime().isBefore(testTime)) {
            requestTest(application, database, now.toLocalDate());
            Exercise exercise = database.backup().exercise();
            boolean settled = catalogue
                    .installedAt()
                    .plus(exercise.settled().toDuration())
                    .isBefore(clock.instant());
            if (settled && exercise.isTime(now)) {
                requestExercise(application, database, now.toLocalDate());
            }
        }
    }

    private void requestExercise(String application, DatabaseSettings database, LocalDate day) {
        try {
            restoreTests.requestExercise(application, database, day);
        } catch (TargetHeldException | NotFoundException e) {
            LOG.debug("an exercise of {} waits: {}", application, e.getMessage());
        }
    }

    /** What was due on the day of the installation before it is not made up for: the first night comes soon. */
    static boolean isDue(LocalTime daily, ZonedDateTime now, Instant installed) {
        ZonedDateTime due = now.with(daily);
        ZonedDateTime begun = installed.atZone(now.getZone());
        boolean installedToday = begun.toLocalDate().equals(now.toLocalDate());
        return !now.isBefore(due) && !(installedToday && begun.isAfter(due));
    }

    /** One that failed is asked for again after a while, a few times: a server may have been restarted just then. */
    private void askForBackup(String application, DatabaseSettings database, ZonedDateTime now) {
        List<Operation> today = operations.list(application, BackupKind.ID, null, null, LATEST).stream()
                .filter(operation -> operation.requestedBy().equals(AuditEntry.VIGIE))
                .filter(operation -> database.id().equals(operation.input().get(BackupKind.DATABASE)))
                .filter(operation -> operation
                        .requestedAt()
                        .atZone(now.getZone())
                        .toLocalDate()
                        .equals(now.toLocalDate()))
                .toList();
        boolean again = today.isEmpty()
                || today.size() < ATTEMPTS
                        && today.getFirst().status() == OperationStatus.FAILED
                        && Objects.requireNonNullElse(today.getFirst().endedAt(), clock.instant())
                                .plus(PAUSE)
                                .isBefore(clock.instant());
        if (again) {
            request(
                    application,
                    BackupKind.ID,
                    "daily/" + database.id() + "/" + now.toLocalDate() + "/" + today.size(),
                    Map.of(BackupKind.DATABASE, database.id(), "reason", "daily backup of the plan"));
        }
    }

    /** The name of the period that a day lies in. */
    static String period(Frequency frequency, LocalDate day) {
        return switch (frequency) {
            case DAILY -> day.toString();
            case MONTHLY -> "%d-%02d".formatted(day.getYear(), day.getMonthValue());
            case QUARTERLY -> "%d-Q%d".formatted(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
        };
    }

    private void requestTest(String application, DatabaseSettings database, LocalDate day) {
        try {
            restoreTests.request(application, database, day);
        } catch (TargetHeldException | NotFoundException e) {
            LOG.debug("a restore test of {} waits: {}", application, e.getMessage());
        }
    }

    private void request(String application, String kind, String key, Map<String, Object> input) {
        try {
            requests.request(new OperationRequest(application, kind, input, AuditEntry.VIGIE, key, null));
        } catch (TargetHeldException | NotFoundException e) {
            LOG.debug("{} of {} waits: {}", kind, application, e.getMessage());
        }
    }
}
