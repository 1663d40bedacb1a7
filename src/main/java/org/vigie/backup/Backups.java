package org.vigie.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;
import org.vigie.backup.dump.ApplicationVersion;
import org.vigie.backup.dump.DataFolderArchive;
import org.vigie.backup.dump.DatabaseDump;
import org.vigie.backup.dump.DiskFailure;
import org.vigie.backup.dump.DumpProgress;
import org.vigie.backup.dump.PgTool;
import org.vigie.backup.dump.PgTools;
import org.vigie.backup.dump.WorkFolder;
import org.vigie.backup.place.Places;
import org.vigie.backup.seal.BackupKeys;
import org.vigie.backup.seal.BrokenSealException;
import org.vigie.backup.seal.FileSums;
import org.vigie.backup.seal.Manifest;
import org.vigie.backup.seal.ManifestSeal;
import org.vigie.backup.seal.SealedFile;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.operation.TargetHeldException;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.BusyElsewhereException;

/** Takes backups: a dump, what was read beside it, and a signed manifest, in the data folder first. */
@Service
public class Backups {

    private static final Duration WHILE_OTHERS_WORK = Duration.ofSeconds(30);

    private final Operations operations;
    private final BackupPlans plans;
    private final BackupCatalogue catalogue;
    private final BackupCopies copies;
    private final DatabaseDump dump;
    private final PgTools tools;
    private final Places places;
    private final BackupKeys keys;
    private final ManifestSeal seal;
    private final ApplicationVersion applicationVersion;
    private final DataFolderArchive dataFolder;

    Backups(
            Operations operations,
            BackupPlans plans,
            BackupCatalogue catalogue,
            BackupCopies copies,
            DatabaseDump dump,
            PgTools tools,
            Places places,
            BackupKeys keys,
            ManifestSeal seal,
            ApplicationVersion applicationVersion,
            DataFolderArchive dataFolder) {
        this.operations = operations;
        this.plans = plans;
        this.catalogue = catalogue;
        this.copies = copies;
        this.dump = dump;
        this.tools = tools;
        this.places = places;
        this.keys = keys;
        this.seal = seal;
        this.applicationVersion = applicationVersion;
        this.dataFolder = dataFolder;
    }

    /**
     * Dumps the database of a backup into the data folder, unless that was done before.
     *
     * @throws BackupFailedException if there is no usable dump; nothing of it is left then
     * @throws org.vigie.shared.FencedException if somebody else goes on with it
     * @throws BusyElsewhereException while somebody works on the database since a person was asked
     */
    public void take(String operationId, Heartbeat heartbeat) {
        Operation operation = operations.require(operationId);
        if (operation.status() == OperationStatus.WAITING) {
            resume(operationId);
        }
        DatabaseSettings database = plans.database(operation);
        Path folder = places.dataFolder()
                .resolve(BackupNames.folder(operation.application(), database.id()))
                .resolve("." + operationId);
        if (catalogue.find(operationId).isPresent()) {
            // done by a Vigie that could not clean up any more
            WorkFolder.deleteQuietly(folder);
            complete(operation);
            return;
        }
        Path work = workFolder(folder);
        try {
            long begun = System.nanoTime();
            Manifest manifest = dump(operation, database, work, heartbeat);
            String signed = seal.write(manifest);
            Files.writeString(
                    work.resolve(BackupNames.manifestOf(manifest.dump().name())), signed, UTF_8);
            heartbeat.check();
            copies.toDataFolder(manifest, work);
            double seconds = (System.nanoTime() - begun) / 1_000_000 / 1000.0;
            catalogue.add(manifest, signed, seconds);
            copies.recordDataFolder(manifest);
            operations.addDetails(operationId, details(manifest, seconds));
        } catch (IOException e) {
            throw DiskFailure.of("cannot keep the backup", e);
        } finally {
            WorkFolder.end(work);
        }
    }

    /** What people see of a backup whose Vigie was killed when it was in the catalogue already. */
    private void complete(Operation operation) {
        if (!operation.details().containsKey("sizeBytes")) {
            StoredBackup backup = catalogue.find(operation.id()).orElseThrow();
            try {
                operations.addDetails(operation.id(), details(seal.read(backup.manifest()), backup.seconds()));
            } catch (BrokenSealException e) {
                throw new BackupFailedException(e.code(), e.getMessage());
            }
        }
    }

    private void resume(String operationId) {
        try {
            operations.resume(operationId);
        } catch (TargetHeldException e) {
            throw new BusyElsewhereException(e.fact(), e.hint(), WHILE_OTHERS_WORK);
        }
    }

    private Manifest dump(Operation operation, DatabaseSettings database, Path work, Heartbeat heartbeat)
            throws IOException {
        Preflight before = Preflight.of(operation);
        PgTool tool = tools.find("pg_dump", before.serverVersion() / 10_000, operation.id() + "-tool");
        String stem = BackupNames.stem(operation.id(), operation.requestedAt());
        DatabaseDump.Dumped dumped = dump.take(
                operation.id(),
                database,
                tool,
                work,
                stem,
                new DumpProgress(values -> operations.addDetails(operation.id(), Map.of("progress", values))),
                heartbeat);
        return new Manifest(
                Manifest.FORMAT,
                operation.id(),
                operation.application(),
                database.id(),
                String.valueOf(operation.input().getOrDefault(BackupKind.PURPOSE, BackupKind.REGULAR)),
                dumped.takenAt(),
                new Manifest.Source(
                        database.name(), before.systemIdentifier(), before.serverVersion(), before.databaseBytes()),
                tool.version(),
                Version.CURRENT.obtain(),
                version(operation.id(), database),
                dumped.migrationHead(),
                dumped.read().algorithm(),
                dumped.read().tables().size(),
                dumped.read().rows(),
                keys.recipients(),
                dumped.dump(),
                dumped.contents(),
                database.backup().withDataFolder() ? seal(work, stem + ".data.tar.zst.age") : null);
    }

    /** After the dump: what a row names is in a file by now, not the other way round. */
    private FileSums seal(Path work, String name) throws IOException {
        try (SealedFile file = SealedFile.create(work.resolve(name), name, keys.writers())) {
            seal.requireKey();
            dataFolder.write(file.plain());
            return file.finish();
        }
    }

    /** Asked when the dump is there: it names no later version than the rows can be of, unless one is being rolled out. */
    private @Nullable String version(String operationId, DatabaseSettings database) {
        if (database.backup().withDataFolder()) {
            return Version.CURRENT.obtain();
        }
        ApplicationVersion.Answer answer =
                applicationVersion.ask(database.backup().versionAt());
        if (answer.why() != null) {
            operations.addDetails(operationId, Map.of("applicationVersionMissing", answer.why()));
        }
        return answer.version();
    }

    private Map<String, Object> details(Manifest manifest, @Nullable Double seconds) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", "taken");
        details.put(BackupKind.TAKEN_AT, manifest.takenAt().toString());
        details.put("sizeBytes", manifest.dump().storedBytes());
        details.put("plainBytes", manifest.dump().plainBytes());
        details.put("tables", manifest.tables());
        details.put("rows", manifest.rows());
        details.put("applicationVersion", manifest.applicationVersion());
        details.put("migrationHead", manifest.migrationHead());
        details.put("seconds", seconds);
        details.put("places", copies.places(manifest));
        // of the contract: null until a restore test was there
        details.put("verifiedAt", null);
        details.put("restoreSeconds", null);
        return details;
    }

    private static Path workFolder(Path work) {
        try {
            return WorkFolder.attempt(work);
        } catch (IOException e) {
            throw DiskFailure.of("cannot make a folder for the dump", e);
        }
    }

    /** What was found before. */
    private record Preflight(int serverVersion, String systemIdentifier, long databaseBytes) {

        static Preflight of(Operation operation) {
            if (operation.details().get(BackupPreflight.DETAIL) instanceof Map<?, ?> kept) {
                return new Preflight(
                        ((Number) kept.get("serverVersion")).intValue(),
                        String.valueOf(kept.get("systemIdentifier")),
                        ((Number) kept.get("databaseBytes")).longValue());
            }
            throw new IllegalStateException("nothing was checked before the backup " + operation.id());
        }
    }

    private static final class Version {
        static final SingletonSupplier<String> CURRENT = SingletonSupplier.of(() -> {
            String version = Backups.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        });
    }
}
