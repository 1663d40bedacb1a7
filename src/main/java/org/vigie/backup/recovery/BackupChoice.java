package org.vigie.backup.recovery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupCatalogue;
import org.vigie.backup.RestoreTests;
import org.vigie.backup.StoredBackup;
import org.vigie.plan.DatabaseSettings;

/** Which backup of a database one would go back to. */
@Component
class BackupChoice {

    private final BackupCatalogue catalogue;
    private final Clock clock;

    BackupChoice(BackupCatalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Those that a recovery can take, newest first. */
    List<StoredBackup> candidates(String application, DatabaseSettings database) {
        return catalogue.list(application, database.id()).stream()
                .filter(backup -> !backup.state().equals(RestoreTests.REFUSED))
                .filter(backup -> catalogue.copies(backup.id()).stream().anyMatch(copy -> copy.cause() == null))
                .toList();
    }

    /**
     * The newest verified one while it is younger than the recovery point of the plan; else the newest one: what it restores is
     * compared before it takes the place of anything, and an old verified one would lose more.
     */
    Optional<StoredBackup> propose(String application, DatabaseSettings database) {
        List<StoredBackup> all = candidates(application, database);
        Duration point = database.backup().recoveryPoint().toDuration();
        return all.stream()
                .filter(backup -> backup.state().equals(RestoreTests.VERIFIED))
                .findFirst()
                .filter(verified -> age(verified).compareTo(point) <= 0)
                .or(() -> all.stream().findFirst());
    }

    /** How long ago its snapshot was taken. */
    Duration age(StoredBackup backup) {
        return Duration.between(backup.takenAt(), clock.instant());
    }
}
