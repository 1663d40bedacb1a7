package org.vigie.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.vigie.backup.place.Place;
import org.vigie.backup.place.PlaceException;
import org.vigie.backup.place.Places;
import org.vigie.backup.seal.BrokenSealException;
import org.vigie.backup.seal.FileSums;
import org.vigie.backup.seal.Manifest;
import org.vigie.backup.seal.ManifestSeal;
import org.vigie.backup.seal.Sha256;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;

/**
 * Puts backups into their places. A copy counts when all of its files were read back and are what was put in; the manifest is
 * put in last.
 */
@Service
public class BackupCopies {

    private static final Logger LOG = LoggerFactory.getLogger(BackupCopies.class);

    private final Operations operations;
    private final BackupPlans plans;
    private final BackupCatalogue catalogue;
    private final Places places;
    private final ManifestSeal seal;

    BackupCopies(
            Operations operations, BackupPlans plans, BackupCatalogue catalogue, Places places, ManifestSeal seal) {
        this.operations = operations;
        this.plans = plans;
        this.catalogue = catalogue;
        this.places = places;
        this.seal = seal;
    }

    /**
     * Puts what is in the work folder into the data folder. What lies there of an attempt that died before the catalogue knew of it goes
     * first: it is another dump under the same name, and nobody counts on it.
     */
    void toDataFolder(Manifest manifest, Path work) throws IOException {
        Place own = places.own();
        try {
            String folder = BackupNames.folder(manifest.application(), manifest.database());
            // the manifest first: without it the rest is no copy
            own.delete(folder, BackupNames.manifestOf(manifest.dump().name()));
            for (FileSums part : manifest.parts()) {
                own.delete(folder, part.name());
            }
            put(own, manifest, work);
        } catch (PlaceException e) {
            throw new BackupFailedException(e.code().equals("place-full") ? "disk-full" : e.code(), e.fact(), e.hint());
        } catch (BrokenSealException e) {
            throw new BackupFailedException(e.code(), e.getMessage());
        }
    }

    void recordDataFolder(Manifest manifest) {
        Path folder = places.dataFolder().resolve(BackupNames.folder(manifest.application(), manifest.database()));
        catalogue.copied(
                manifest.id(),
                new BackupCatalogue.Copy(
                        Places.DATA_FOLDER,
                        folder.resolve(manifest.dump().name()).toString(),
                        null));
    }

    /**
     * Copies a backup from the data folder to the other places of its plan.
     *
     * @throws BackupFailedException {@code copies-missing} if fewer places hold it than the plan demands
     * @throws org.vigie.shared.FencedException if somebody else goes on with it
     */
    public void toOtherPlaces(String operationId, Heartbeat heartbeat) {
        Operation operation = operations.require(operationId);
        DatabaseSettings database = plans.database(operation);
        Manifest manifest = manifest(operationId);
        Path source = places.dataFolder().resolve(BackupNames.folder(operation.application(), database.id()));
        for (Place place : places.of(database)) {
            if (!isThere(operationId, place)) {
                heartbeat.check();
                catalogue.copied(operationId, copy(place, manifest, source));
            }
        }
        List<BackupCatalogue.Copy> all = catalogue.copies(operationId);
        long good = all.stream().filter(copy -> copy.cause() == null).count();
        boolean enough = good >= database.backup().copies();
        if (enough) {
            catalogue.state(operationId, "copied");
        }
        operations.addDetails(operationId, Map.of("state", enough ? "copied" : "taken", "places", places(manifest)));
        if (!enough) {
            throw new BackupFailedException(
                    "copies-missing",
                    good + " of the " + database.backup().copies() + " places that the plan demands hold the backup: "
                            + String.join(
                                    "; ",
                                    all.stream()
                                            .filter(copy -> copy.cause() != null)
                                            .map(copy -> copy.place() + ": " + copy.cause())
                                            .toList()),
                    "Mend the place; the copy in the data folder is whole. Then ask for a backup again.");
        }
    }

    private boolean isThere(String id, Place place) {
        return catalogue.copies(id).stream().anyMatch(copy -> copy.place().equals(place.id()) && copy.cause() == null);
    }

    private BackupCatalogue.Copy copy(Place place, Manifest manifest, Path source) {
        try {
            return new BackupCatalogue.Copy(place.id(), put(place, manifest, source), null);
        } catch (PlaceException e) {
            LOG.warn("the place {} has no copy of {}: {}", place.id(), manifest.id(), e.getMessage());
            return new BackupCatalogue.Copy(place.id(), "", e.code() + ": " + e.fact());
        } catch (BrokenSealException e) {
            return new BackupCatalogue.Copy(place.id(), "", e.code() + ": " + e.getMessage());
        } catch (IOException e) {
            return new BackupCatalogue.Copy(place.id(), "", "place-failed: " + e.getMessage());
        }
    }

    /** @return where the dump is */
    private String put(Place place, Manifest manifest, Path source) throws IOException {
        String folder = BackupNames.folder(manifest.application(), manifest.database());
        String manifestName = BackupNames.manifestOf(manifest.dump().name());
        place.sweep(folder);
        String location = place.put(
                folder, manifest.dump().name(), source.resolve(manifest.dump().name()));
        for (FileSums part : manifest.parts()) {
            place.put(folder, part.name(), source.resolve(part.name()));
        }
        for (FileSums part : manifest.parts()) {
            readBack(place, folder, part.name(), part.storedSha256());
        }
        place.put(folder, manifestName, source.resolve(manifestName));
        readBack(place, folder, manifestName, Sha256.of(source.resolve(manifestName)));
        return location;
    }

    private static void readBack(Place place, String folder, String name, String sha256) throws IOException {
        try (InputStream in = place.open(folder, name)) {
            if (!Sha256.of(in).equals(sha256)) {
                throw new BrokenSealException(
                        "copy-damaged", name + " read back from " + place.id() + " is not what was put there", null);
            }
        }
    }

    /** Where a backup is, as the API shows it. */
    List<Map<String, Object>> places(Manifest manifest) {
        return catalogue.copies(manifest.id()).stream()
                .map(copy -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("name", copy.place());
                    shown.put("location", copy.location());
                    shown.put("sha256", manifest.dump().storedSha256());
                    if (copy.cause() != null) {
                        shown.put("cause", copy.cause());
                    }
                    return shown;
                })
                .toList();
    }

    private Manifest manifest(String id) {
        try {
            return seal.read(catalogue
                    .find(id)
                    .orElseThrow(() -> new BackupFailedException("backup-missing", "there is no backup " + id))
                    .manifest());
        } catch (BrokenSealException e) {
            throw new BackupFailedException(e.code(), e.getMessage());
        }
    }
}
