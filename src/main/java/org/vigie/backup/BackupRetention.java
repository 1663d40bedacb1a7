package org.vigie.backup;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.vigie.backup.place.Place;
import org.vigie.backup.place.PlaceException;
import org.vigie.backup.place.Places;
import org.vigie.backup.retention.Decision;
import org.vigie.backup.retention.KeptBackup;
import org.vigie.backup.retention.RetentionPolicy;
import org.vigie.backup.retention.RetentionRule;
import org.vigie.backup.seal.BrokenSealException;
import org.vigie.backup.seal.FileSums;
import org.vigie.backup.seal.Manifest;
import org.vigie.backup.seal.ManifestSeal;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.BackupSettings.Keep;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** Lets backups go that no rule of the plan keeps; says for each one why it stays or may go. */
@Service
public class BackupRetention {

    private static final Logger LOG = LoggerFactory.getLogger(BackupRetention.class);
    private static final int LATEST = 50;

    /** As the recoveries, which know this package, call themselves. */
    private static final String RECOVERIES = "recoveries";

    private final Plans plans;
    private final BackupPlans databases;
    private final BackupCatalogue catalogue;
    private final Operations operations;
    private final Places places;
    private final ManifestSeal seal;
    private final Clock clock;

    BackupRetention(
            Plans plans,
            BackupPlans databases,
            BackupCatalogue catalogue,
            Operations operations,
            Places places,
            ManifestSeal seal,
            Clock clock) {
        this.plans = plans;
        this.databases = databases;
        this.catalogue = catalogue;
        this.operations = operations;
        this.places = places;
        this.seal = seal;
        this.clock = clock;
    }

    /** What would become of each backup of a database now, the newest first. Changes nothing. */
    public List<Decision> decide(String application, String database) {
        DatabaseSettings settings = databases.database(application, database);
        Keep keep = settings.backup().keep();
        return RetentionRule.decide(
                new RetentionPolicy(
                        keep.daily(),
                        keep.weekly(),
                        keep.monthly(),
                        keep.yearly(),
                        keep.preDeployment(),
                        keep.verified(),
                        plans.require(application).timeZone()),
                catalogue.list(application, database).stream()
                        .map(backup -> kept(backup, application))
                        .toList(),
                isFailing(application, database, BackupKind.ID) || isFailing(application, database, RestoreTestKind.ID),
                clock.instant());
    }

    private KeptBackup kept(StoredBackup backup, String application) {
        return new KeptBackup(
                backup.id(),
                backup.takenAt(),
                backup.purpose().equals(BackupKind.PRE_DEPLOYMENT)
                        ? KeptBackup.Purpose.PRE_DEPLOYMENT
                        : KeptBackup.Purpose.REGULAR,
                switch (backup.state()) {
                    case RestoreTests.VERIFIED -> KeptBackup.Proof.VERIFIED;
                    case RestoreTests.REFUSED -> KeptBackup.Proof.REFUSED;
                    default -> KeptBackup.Proof.NONE;
                },
                backup.pinned(),
                neededBy(backup, application).orElse(null));
    }

    /** A restore test or a recovery, or a copy under way. */
    private Optional<String> neededBy(StoredBackup backup, String application) {
        return List.of(RestoreTestKind.ID, BackupKind.ID, RECOVERIES).stream()
                .flatMap(kind -> operations.list(application, kind, null, null, LATEST).stream())
                .filter(operation -> !operation.status().isOver())
                .filter(operation -> operation.id().equals(backup.id())
                        || backup.id().equals(operation.input().get(RestoreTestKind.BACKUP))
                        || operation.details().get(RestoreTestKind.BACKUP) instanceof Map<?, ?> proposed
                                && backup.id().equals(proposed.get("id")))
                .map(Operation::id)
                .findFirst();
    }

    /** Whether the newest attempt that came to an end by itself failed. */
    private boolean isFailing(String application, String database, String kind) {
        return operations.list(application, kind, null, null, LATEST).stream()
                .filter(operation -> database.equals(operation.input().get(BackupKind.DATABASE)))
                .filter(operation ->
                        operation.status() == OperationStatus.SUCCEEDED || operation.status() == OperationStatus.FAILED)
                .findFirst()
                .filter(operation -> operation.status() == OperationStatus.FAILED)
                .isPresent();
    }

    /** Keeps a backup whatever the rules say, or leaves it to them again. */
    public StoredBackup pin(String application, String id, boolean pinned) {
        StoredBackup backup = databases.backup(application, id);
        catalogue.pin(backup.id(), pinned);
        return databases.backup(application, id);
    }

    /** Lets go what may go, every hour. */
    @Scheduled(initialDelayString = "${vigie.backup.first-look:PT10M}", fixedDelayString = "PT1H")
    @SchedulerLock(name = "backup-retention", lockAtMostFor = "PT30M")
    void letGo() {
        for (MaintenancePlan plan : plans.all()) {
            plan.databases().forEach(database -> letGo(plan.application(), database));
        }
    }

    void letGo(String application, DatabaseSettings database) {
        decide(application, database.id()).stream()
                .filter(decision -> !decision.kept())
                .forEach(decision -> remove(application, database, decision));
    }

    private void remove(String application, DatabaseSettings database, Decision decision) {
        StoredBackup backup = databases.backup(application, decision.backup().id());
        try {
            Manifest manifest = seal.read(backup.manifest());
            String folder = BackupNames.folder(application, database.id());
            for (Place place : places.of(database)) {
                // without its manifest the rest is not taken for a copy any more
                place.delete(folder, BackupNames.manifestOf(manifest.dump().name()));
                for (FileSums part : manifest.parts()) {
                    place.delete(folder, part.name());
                }
            }
            catalogue.removed(backup.id());
            LOG.info("the backup {} was removed: {}", backup.id(), decision.reasons());
        } catch (PlaceException | BrokenSealException e) {
            LOG.warn("the backup {} cannot be removed from everywhere yet: {}", backup.id(), e.getMessage());
        }
    }
}
