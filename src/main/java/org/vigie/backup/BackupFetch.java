package org.vigie.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.backup.dump.DataFolderArchive;
import org.vigie.backup.dump.DiskFailure;
import org.vigie.backup.place.Place;
import org.vigie.backup.place.PlaceException;
import org.vigie.backup.place.Places;
import org.vigie.backup.seal.BackupKeys;
import org.vigie.backup.seal.BrokenSealException;
import org.vigie.backup.seal.FileSums;
import org.vigie.backup.seal.Manifest;
import org.vigie.backup.seal.ManifestSeal;
import org.vigie.backup.seal.OpenedFile;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.HintedException;

/** Fetches backups from their places and opens them. A copy that turns out to be bad is marked, and the next one is taken. */
@Component
public class BackupFetch {

    private static final Logger LOG = LoggerFactory.getLogger(BackupFetch.class);

    private final BackupPlans plans;
    private final BackupCatalogue catalogue;
    private final Places places;
    private final BackupKeys keys;
    private final ManifestSeal seal;

    BackupFetch(BackupPlans plans, BackupCatalogue catalogue, Places places, BackupKeys keys, ManifestSeal seal) {
        this.plans = plans;
        this.catalogue = catalogue;
        this.places = places;
        this.keys = keys;
        this.seal = seal;
    }

    /**
     * Opens a backup into a folder.
     *
     * @throws BrokenSealException with the cause of the last copy if none can be opened
     * @throws PlaceException if no place can be asked
     * @throws BackupFailedException if the disk here does not take it
     */
    public FetchedBackup open(StoredBackup backup, Path folder) throws BrokenSealException {
        DatabaseSettings database = plans.database(backup.application(), backup.database());
        Manifest manifest = seal.read(backup.manifest());
        List<Place> holding = new ArrayList<>();
        for (Place place : places.of(database)) {
            if (catalogue.copies(backup.id()).stream()
                    .anyMatch(copy -> copy.place().equals(place.id()) && copy.cause() == null)) {
                holding.add(place);
            }
        }
        BrokenSealException broken = new BrokenSealException("copy-missing", "no place holds " + backup.id(), null);
        PlaceException away = null;
        for (Place place : holding) {
            try {
                return open(place, manifest, folder);
            } catch (BrokenSealException e) {
                broken = e;
                bad(backup, place, e.code() + ": " + e.getMessage());
            } catch (PlaceException e) {
                away = e;
                if (e.code().equals("copy-missing")) {
                    bad(backup, place, e.code() + ": " + e.fact());
                }
            }
        }
        if (away != null && !away.code().equals("copy-missing")) {
            throw away;
        }
        throw away == null ? broken : new BrokenSealException(away.code(), away.fact(), away);
    }

    private void bad(StoredBackup backup, Place place, String cause) {
        LOG.warn("the copy of {} in {} is of no use: {}", backup.id(), place.id(), cause);
        catalogue.copied(backup.id(), new BackupCatalogue.Copy(place.id(), "", cause));
    }

    private FetchedBackup open(Place place, Manifest known, Path folder) throws BrokenSealException {
        String at = BackupNames.folder(known.application(), known.database());
        String signed =
                new String(bytes(place, at, BackupNames.manifestOf(known.dump().name())), UTF_8);
        Manifest manifest = seal.read(signed);
        if (!manifest.equals(known)) {
            throw new BrokenSealException(
                    "manifest-edited", "the manifest in " + place.id() + " is not that of " + known.id(), null);
        }
        Path dump = folder.resolve("dump");
        try (InputStream in = place.open(at, manifest.dump().name());
                OutputStream out = Files.newOutputStream(dump)) {
            unseal(in, manifest, manifest.dump(), out);
        } catch (BrokenSealException e) {
            throw e;
        } catch (IOException e) {
            throw DiskFailure.of("cannot write the opened backup", e);
        }
        if (manifest.dataFolder() != null) {
            checkDataFolder(place, at, manifest, signed, folder.resolve("data-folder.tar"));
        }
        return new FetchedBackup(manifest, dump, contents(place, at, manifest), place.id());
    }

    /** It is not unpacked: that it can be, to its last file, and that a new Vigie with it trusts the backup, is enough. */
    private void checkDataFolder(Place place, String at, Manifest manifest, String signed, Path opened)
            throws BrokenSealException {
        FileSums sums = Objects.requireNonNull(manifest.dataFolder());
        try (InputStream in = place.open(at, sums.name());
                OutputStream out = Files.newOutputStream(opened)) {
            unseal(in, manifest, sums, out);
        } catch (BrokenSealException e) {
            throw e;
        } catch (IOException e) {
            throw DiskFailure.of("cannot write the opened backup", e);
        }
        try (InputStream tar = new BufferedInputStream(Files.newInputStream(opened))) {
            DataFolderArchive.Read read = DataFolderArchive.readAll(tar);
            Files.delete(opened);
            if (!seal.isSignedByOneOf(read.manifestKeys(), signed)) {
                throw new BrokenSealException(
                        "manifest-key-missing",
                        sums.name() + " lacks the key of its own manifest: no Vigie could be rebuilt from it alone",
                        null);
            }
        } catch (BrokenSealException e) {
            throw e;
        } catch (IOException e) {
            throw new BrokenSealException("copy-damaged", sums.name() + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private DatabaseContents contents(Place place, String at, Manifest manifest) throws BrokenSealException {
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        try (InputStream in = place.open(at, manifest.contents().name())) {
            unseal(in, manifest, manifest.contents(), contents);
            return DatabaseContents.fromJson(contents.toString(UTF_8));
        } catch (BrokenSealException e) {
            throw e;
        } catch (IOException | HintedException e) {
            throw new BrokenSealException("copy-damaged", "the contents cannot be read: " + e.getMessage(), e);
        }
    }

    private void unseal(InputStream in, Manifest manifest, FileSums sums, OutputStream out) throws IOException {
        BufferedInputStream stored = new BufferedInputStream(in, 1 << 16);
        OpenedFile.requireRecipients(stored, sums, manifest.recipients().size());
        OpenedFile.copy(stored, sums, keys.readers(), out);
    }

    private static byte[] bytes(Place place, String folder, String name) throws BrokenSealException {
        try (InputStream in = place.open(folder, name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new BrokenSealException("copy-damaged", name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
