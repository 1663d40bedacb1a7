package org.vigie.backup.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.vigie.backup.BackupFailedException;
import org.vigie.backup.BackupPlans;
import org.vigie.backup.dump.DatabaseDump;
import org.vigie.backup.dump.DumpProgress;
import org.vigie.backup.dump.PgTools;
import org.vigie.backup.dump.SourceState;
import org.vigie.backup.dump.WorkFolder;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.PlanDuration;

/**
 * A sealed dump of what is left of a database, beside the database itself, which is kept too. Whether there is one or not, the recovery
 * goes on: what cannot be read any more must not stand in its way.
 */
@Service
public class SafetyCopy {

    private static final Logger LOG = LoggerFactory.getLogger(SafetyCopy.class);

    /** It must not use up the time within which the database has to be back. */
    private static final int SHARE_OF_THE_RECOVERY_TIME = 4;

    private final Operations operations;
    private final BackupPlans plans;
    private final DatabaseDump dump;
    private final PgTools tools;
    private final Path folder;
    private final Clock clock;

    SafetyCopy(
            Operations operations,
            BackupPlans plans,
            DatabaseDump dump,
            PgTools tools,
            @Value("${vigie.data-dir:./data}") Path dataDir,
            Clock clock) {
        this.operations = operations;
        this.plans = plans;
        this.dump = dump;
        this.tools = tools;
        this.folder = dataDir.toAbsolutePath().normalize().resolve("recoveries");
        this.clock = clock;
    }

    /**
     * Takes the copy, or keeps why there is none; once.
     *
     * @throws org.vigie.shared.FencedException if somebody else goes on with it
     */
    public void take(String operationId, Heartbeat heartbeat) {
        Operation operation = operations.require(operationId);
        RecoveryState state = new RecoveryState(operation);
        if (state.has(RecoveryState.SAFETY_COPY)) {
            return;
        }
        DatabaseSettings database = plans.database(operation);
        Path work = folder.resolve("." + operationId);
        Map<String, Object> kept;
        if (DamageKind.DATABASE_MISSING.id().equals(state.text(RecoveryState.DAMAGE, "kind"))) {
            kept = Map.of("why not", "nothing is left");
        } else {
            kept = copied(operation, database, work, heartbeat);
        }
        heartbeat.check();
        operations.addDetails(operationId, Map.of(RecoveryState.SAFETY_COPY, kept));
    }

    private Map<String, Object> copied(Operation operation, DatabaseSettings database, Path work, Heartbeat heartbeat) {
        try {
            SourceState source = SourceState.ask(database);
            requireSpace(source.bytes());
            Path attempt = WorkFolder.attempt(work);
            try {
                String name = "left-of-" + database.id();
                DatabaseDump.Dumped dumped = dump.take(
                        operation.id(),
                        database.withDeadline(limit(database)),
                        tools.find("pg_dump", source.serverMajor(), operation.id() + "-tool"),
                        attempt,
                        name,
                        new DumpProgress(progress -> {}),
                        heartbeat);
                Path target = Files.createDirectories(folder.resolve(operation.id()))
                        .resolve(dumped.dump().name());
                Files.deleteIfExists(target);
                Files.move(attempt.resolve(dumped.dump().name()), target);
                return Map.of(
                        "location", target.toString(),
                        "sizeBytes", dumped.dump().storedBytes(),
                        "rows", dumped.read().rows(),
                        "takenAt", clock.instant().toString());
            } finally {
                WorkFolder.end(attempt);
            }
        } catch (BackupFailedException e) {
            LOG.warn("what is left of {} cannot be copied: {}", database.id(), e.fact());
            return Map.of("why not", e.code() + ": " + e.fact());
        } catch (IOException e) {
            LOG.warn("what is left of {} cannot be copied: {}", database.id(), e.getMessage());
            return Map.of("why not", "disk-failed: " + e.getMessage());
        }
    }

    private void requireSpace(long bytes) throws IOException {
        Files.createDirectories(folder);
        // the restore needs the disk more
        if (Files.getFileStore(folder).getUsableSpace() < 2 * bytes) {
            throw new BackupFailedException("disk-full", "there is not enough free space in " + folder);
        }
    }

    private static PlanDuration limit(DatabaseSettings database) {
        Duration share = database.backup().recoveryTime().toDuration().dividedBy(SHARE_OF_THE_RECOVERY_TIME);
        Duration usual = database.backup().deadline().toDuration();
        return new PlanDuration(0, share.compareTo(usual) < 0 ? share : usual);
    }
}
