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

    private static final int TREND = 10;
    private static final double MILLIS = 1000.0;

    private final Plans plans;
    private final BackupCatalogue catalogue;
    private final Clock clock;

    BackupStates(Plans plans, BackupCatalogue catalogue, Clock clock) {
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
        List<StoredBackup> kept = catalogue.list(application, database.id()).stream()
                .filter(backup -> !backup.state().equals("taken"))
                .toList();
        Optional<StoredBackup> newest = kept.stream().findFirst();
        Optional<StoredBackup> verified = kept.stream()
                .filter(backup -> backup.state().equals(RestoreTests.VERIFIED))
                .findFirst();
        long recoveryPoint = database.backup().recoveryPoint().toDuration().toSeconds();
        Double age = age(newest);
        return new BackupState(
                application,
                database.id(),
                newest.map(StoredBackup::id).orElse(null),
                age,
                verified.map(StoredBackup::id).orElse(null),
                age(verified),
                newest.map(backup -> catalogue.copies(backup.id())).orElse(List.of()),
                catalogue.recoveryTimes(application, database.id(), TREND),
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
