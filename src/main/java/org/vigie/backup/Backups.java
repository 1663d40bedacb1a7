package org.vigie.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.vigie.command.CommandOutcome;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationCommands;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.Plans;

/** Takes backups: one archive a backup, under {@code <data-dir>/backups/<application>/<database>}. */
@Service
public class Backups {

    static final String DUMP = "Dump the database";
    static final String READ = "Read the table of contents";

    private final Operations operations;
    private final OperationCommands commands;
    private final Plans plans;
    private final Path folder;

    Backups(
            Operations operations,
            OperationCommands commands,
            Plans plans,
            @Value("${vigie.data-dir:./data}") Path dataDir) {
        this.operations = operations;
        this.commands = commands;
        this.plans = plans;
        this.folder = dataDir.toAbsolutePath().normalize().resolve("backups");
    }

    /**
     * Dumps the database of a backup; called again, it goes on with what the first call began.
     *
     * @throws BackupFailedException if there is no usable archive
     * @throws org.vigie.shared.FencedException if somebody else goes on with it
     */
    public void take(String operationId, Heartbeat heartbeat) {
        Operation operation = operations.require(operationId);
        DatabaseSettings database = database(operation);
        Path archive =
                folder.resolve(operation.application()).resolve(database.id()).resolve(operationId + ".dump");
        Path unfinished = archive.resolveSibling(operationId + ".dump.part");
        try {
            Files.createDirectories(archive.getParent());
            if (!Files.exists(archive)) {
                require(
                        commands.run(operationId, DUMP, PgDump.dump(database, unfinished), heartbeat),
                        "dump-failed",
                        operationId);
                require(
                        commands.run(operationId, READ, PgDump.list(unfinished), heartbeat),
                        "archive-unreadable",
                        operationId);
                heartbeat.check();
                Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
            }
            operations.addDetails(operationId, details(archive, operationId));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the archive of " + operationId, e);
        }
    }

    private void require(CommandOutcome outcome, String cause, String operationId) {
        if (!(outcome instanceof CommandOutcome.Exited exited && exited.code() == 0)) {
            List<String> log = commands.log(operationId, 3);
            throw new BackupFailedException(cause, outcome + (log.isEmpty() ? "" : ": " + String.join(" / ", log)));
        }
    }

    private Map<String, Object> details(Path archive, String operationId) throws IOException {
        long tables = commands.log(operationId, Integer.MAX_VALUE).stream()
                .filter(line -> line.contains(" TABLE DATA "))
                .count();
        return Map.of(
                "state",
                "taken",
                "sizeBytes",
                Files.size(archive),
                "tables",
                tables,
                "places",
                List.of(Map.of("name", "folder", "location", archive.toString(), "sha256", sha256(archive))));
    }

    private DatabaseSettings database(Operation operation) {
        Object id = operation.input().get("database");
        return plans.require(operation.application()).databases().stream()
                .filter(database -> database.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BackupFailedException(
                        "database-unknown", "the plan of " + operation.application() + " names no database " + id));
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
