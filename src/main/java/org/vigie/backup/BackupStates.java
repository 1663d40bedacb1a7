package org.vigie.backup;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;

/** How the backups of an application are now. */
@Service
public class BackupStates {

    private static final double MILLIS = 1000.0;

    private final Plans plans;
    private final BackupCatalogue catalogue;
    private final Configured configured;
    private final Clock clock;

    BackupStates(Plans plans, BackupCatalogue catalogue, Configured configured, Clock clock) {
        this.configured = configured;
        this.plans = plans;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Of every database of the plan. */
    public List<BackupState> of(String application) {
        return plans
                .find(application)
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + application, "Applications have a plan file each."))
                .databases()
                .stream()
                .map(database -> of(application, database))
                .toList();
    }

    BackupState of(String application, DatabaseSettings database) {
        List<StoredBackup> all = catalogue.list(application, database.id()).stream()
                .filter(kept -> !kept.state().equals("taken"))
                .toList();
        Optional<StoredBackup> newest = all.stream().findFirst();
        Optional<StoredBackup> verified = all.stream()
                .filter(kept -> kept.state().equals(RestoreTests.VERIFIED))
                .findFirst();
        long recoveryPoint = database.backup().recoveryPoint().toDuration().toSeconds();
        Double age = age(newest);
        List<Double> recoveries = catalogue.recoveryTimes(application, database.id(), Trend.WINDOW);
        List<Double> backups = catalogue.backupTimes(application, database.id(), Trend.WINDOW);
        Trend recovery = Trend.of(recoveries);
        Trend backup = Trend.of(backups);
        return new BackupState(
                application,
                database.id(),
                configured.is(application, database),
                newest.map(StoredBackup::id).orElse(null),
                age,
                verified.map(StoredBackup::id).orElse(null),
                age(verified),
                newest.map(kept -> catalogue.copies(kept.id())).orElse(List.of()),
                recoveries,
                recovery.usual(),
                recovery.word(),
                backups,
                backup.usual(),
                backup.word(),
                database.backup().recoveryTime().toDuration().toSeconds(),
                recoveryPoint,
                age != null && age <= recoveryPoint);
    }

    private @Nullable Double age(Optional<StoredBackup> backup) {
        return backup.map(kept ->
                        Duration.between(kept.takenAt(), clock.instant()).toMillis() / MILLIS)
                .orElse(null);
    }
}
