package org.vigie.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.backup.seal.BackupKeys;
import org.vigie.plan.BackupSettings.Frequency;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/**
 * Says by itself, outside the engine, when what a plan wants regularly did not happen or never succeeded. It looks at what there is,
 * not at what jobs said; a state that is good again clears what was reported.
 */
@Component
public class BackupWatch {

    private static final Duration GRACE = Duration.ofHours(2);
    private static final Duration TO_MOVE_THE_KEY = Duration.ofDays(1);

    private final Plans plans;
    private final BackupStates states;
    private final BackupCatalogue catalogue;
    private final BackupKeys keys;
    private final BackupAlarm alarm;
    private final Configured configured;
    private final Clock clock;

    BackupWatch(
            Plans plans,
            BackupStates states,
            BackupCatalogue catalogue,
            BackupKeys keys,
            BackupAlarm alarm,
            Configured configured,
            Clock clock) {
        this.configured = configured;
        this.plans = plans;
        this.states = states;
        this.catalogue = catalogue;
        this.keys = keys;
        this.alarm = alarm;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${vigie.backup.first-look:PT3M}", fixedDelayString = "PT5M")
    @SchedulerLock(name = "backup-watch")
    void look() {
        Instant installed = catalogue.installedAt();
        boolean regular = false;
        for (MaintenancePlan plan : plans.all()) {
            for (DatabaseSettings database : plan.databases()) {
                if (!configured.is(plan.application(), database)) {
                    continue;
                }
                regular |= database.backup().daily() != null;
                look(plan.application(), database, installed);
            }
        }
        alarm.tell(
                null,
                "backup-offline-key",
                regular
                        && keys.offlineKeyHere().isPresent()
                        && installed.plus(TO_MOVE_THE_KEY).isBefore(clock.instant()),
                "the offline key of backups still lies in the data folder, where it is lost with all else",
                "Move backup-keys/offline.agekey and a copy of manifest.pub to a safe place outside this machine.");
    }

    private void look(String application, DatabaseSettings database, Instant installed) {
        BackupState state = states.of(application, database);
        String name = application + "." + database.id();
        double since = Duration.between(installed, clock.instant()).toSeconds();
        double age = state.ageSeconds() == null ? since : state.ageSeconds();
        alarm.tell(
                application,
                database,
                "backup-overdue",
                database.backup().daily() != null && age > state.recoveryPointSeconds() + GRACE.toSeconds(),
                "the newest backup of " + name + " is " + hours(state.ageSeconds())
                        + ", more than the recovery point of the plan",
                "See GET /api/applications/" + application + "/backups why none succeeded, and ask for one.");
        Frequency tests = database.backup().restoreTests();
        double verifiedAge = state.verifiedAgeSeconds() == null ? since : state.verifiedAgeSeconds();
        alarm.tell(
                application,
                database,
                "restore-test-overdue",
                tests != null && verifiedAge > longest(tests).toSeconds(),
                "the newest verified backup of " + name + " is " + hours(state.verifiedAgeSeconds()),
                "See GET /api/applications/" + application + "/restore-tests why none succeeded, and ask for one.");
        List<String> bad = state.copies().stream()
                .filter(copy -> copy.cause() != null)
                .map(copy -> copy.place() + " (" + copy.cause() + ")")
                .toList();
        alarm.tell(
                application,
                database,
                "backup-copy-missing",
                !bad.isEmpty(),
                "places without a copy of the newest backup of " + name + ": " + String.join(", ", bad),
                "Mend the place, then ask for a backup.");
        tellOfLength(
                application,
                database,
                "restore-slower",
                Trend.of(state.recoverySeconds()),
                "the latest restore test of " + name);
        tellOfLength(
                application,
                database,
                "backup-slower",
                Trend.of(state.backupSeconds()),
                "the latest backup of " + name);
    }

    private void tellOfLength(String application, DatabaseSettings database, String code, Trend trend, String what) {
        alarm.tell(
                application,
                database,
                code,
                trend.isFarLonger(),
                what + " took " + Math.round(Objects.requireNonNullElse(trend.latest(), 0.0)) + " s, more than "
                        + Trend.FAR + " times as long as usual",
                "Look what grew, or what else ran on this machine.");
    }

    private static Duration longest(Frequency frequency) {
        return switch (frequency) {
            case DAILY -> Duration.ofDays(2);
            case MONTHLY -> Duration.ofDays(34);
            case QUARTERLY -> Duration.ofDays(99);
        };
    }

    private static String hours(@Nullable Double seconds) {
        return seconds == null ? "not there" : Math.round(seconds / 3600) + " h old";
    }
}
