package org.vigie.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.backup.dump.WorkFolder;
import org.vigie.backup.place.Place;
import org.vigie.backup.place.PlaceException;
import org.vigie.backup.place.Places;
import org.vigie.backup.seal.BrokenSealException;
import org.vigie.backup.seal.Manifest;
import org.vigie.backup.seal.ManifestSeal;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;

/**
 * Holds the catalogue to what the places have, whatever jobs said: a backup that lies in a place and is not known is taken into
 * the catalogue, so that a lost catalogue comes back from a folder of copies; a copy that is gone does not count any more.
 */
@Component
public class CopyReconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(CopyReconciliation.class);

    private static final String WORK = ".op-";

    private final Plans plans;
    private final BackupCatalogue catalogue;
    private final Operations operations;
    private final Places places;
    private final ManifestSeal seal;
    private final Configured configured;

    CopyReconciliation(
            Plans plans,
            BackupCatalogue catalogue,
            Operations operations,
            Places places,
            ManifestSeal seal,
            Configured configured) {
        this.configured = configured;
        this.plans = plans;
        this.catalogue = catalogue;
        this.operations = operations;
        this.places = places;
        this.seal = seal;
    }

    /** Looks into every place, hourly and shortly after each start. */
    @Scheduled(initialDelayString = "${vigie.backup.first-look:PT1M}", fixedDelayString = "PT1H")
    @SchedulerLock(name = "backup-copies", lockAtMostFor = "PT30M")
    void lookEverywhere() {
        sweep(places.dataFolder());
        for (MaintenancePlan plan : plans.all()) {
            for (DatabaseSettings database : plan.databases()) {
                if (!configured.is(plan.application(), database)) {
                    continue;
                }
                look(plan.application(), database);
                sweep(places.dataFolder().resolve(BackupNames.folder(plan.application(), database.id())));
            }
        }
    }

    /** Removes the work folders of operations that nobody comes back to. */
    private void sweep(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(WORK) && Files.isDirectory(file) && !isUnderWay(name.substring(1))) {
                    WorkFolder.delete(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be swept: {}", folder, e.getMessage());
        }
    }

    /** Looks into the places of one database. */
    void look(String application, DatabaseSettings database) {
        String folder = BackupNames.folder(application, database.id());
        for (Place place : places.of(database)) {
            try {
                Set<String> names = new HashSet<>(place.list(folder));
                names.stream()
                        .filter(name -> name.endsWith(BackupNames.MANIFEST))
                        .forEach(name -> known(application, database, place, name, names));
                missing(application, database, place, names);
            } catch (PlaceException e) {
                LOG.warn("the place {} of {} cannot be looked into: {}", place.id(), folder, e.getMessage());
            }
        }
    }

    private void known(String application, DatabaseSettings database, Place place, String name, Set<String> names) {
        String folder = BackupNames.folder(application, database.id());
        try (InputStream in = place.open(folder, name)) {
            String signed = new String(in.readAllBytes(), UTF_8);
            Manifest manifest = seal.read(signed);
            boolean ours = manifest.application().equals(application)
                    && manifest.database().equals(database.id())
                    && name.equals(BackupNames.manifestOf(manifest.dump().name()));
            if (ours && isWhole(manifest, names) && !isUnderWay(manifest.id())) {
                catalogue.add(manifest, signed, null);
                found(manifest, place);
            }
        } catch (BrokenSealException e) {
            LOG.warn("{} in the place {} is left alone: {}", name, place.id(), e.getMessage());
        } catch (IOException e) {
            LOG.warn("{} in the place {} cannot be read: {}", name, place.id(), e.getMessage());
        }
    }

    private static boolean isWhole(Manifest manifest, Set<String> names) {
        return manifest.parts().stream().allMatch(part -> names.contains(part.name()));
    }

    private boolean isUnderWay(String id) {
        try {
            return !operations.require(id).status().isOver();
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** A copy that was put there by another Vigie, or found bad before, counts again only when nothing is known against it. */
    private void found(Manifest manifest, Place place) {
        boolean told = catalogue.copies(manifest.id()).stream()
                .anyMatch(copy -> copy.place().equals(place.id()));
        if (!told) {
            catalogue.copied(manifest.id(), new BackupCatalogue.Copy(place.id(), location(manifest, place), null));
            catalogue
                    .find(manifest.id())
                    .filter(backup -> backup.state().equals("taken"))
                    .ifPresent(backup -> catalogue.state(backup.id(), "copied"));
        }
    }

    private String location(Manifest manifest, Place place) {
        String folder = BackupNames.folder(manifest.application(), manifest.database());
        return place.id().equals(Places.DATA_FOLDER)
                ? Path.of(
                                places.dataFolder().toString(),
                                folder,
                                manifest.dump().name())
                        .toString()
                : place.id() + ":" + folder + "/" + manifest.dump().name();
    }

    private void missing(String application, DatabaseSettings database, Place place, Set<String> names) {
        List<StoredBackup> kept = catalogue.list(application, database.id());
        for (StoredBackup backup : kept) {
            boolean counted = catalogue.copies(backup.id()).stream()
                    .anyMatch(copy -> copy.place().equals(place.id()) && copy.cause() == null);
            if (counted && !isUnderWay(backup.id()) && names.stream().noneMatch(name -> name.contains(backup.id()))) {
                LOG.warn("the copy of {} in {} is gone", backup.id(), place.id());
                catalogue.copied(
                        backup.id(),
                        new BackupCatalogue.Copy(place.id(), "", "copy-missing: it is gone from " + place.id()));
            }
        }
    }
}
