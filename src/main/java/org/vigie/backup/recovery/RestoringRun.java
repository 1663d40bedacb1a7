package org.vigie.backup.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupFailedException;
import org.vigie.backup.dump.PgTool;
import org.vigie.backup.scratch.RestoreFault;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.Commands;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.OperationCommands;
import org.vigie.plan.DatabaseSettings;

/** The runs of pg_restore in a recovery. */
@Component
class RestoringRun {

    private static final String STEP = "Restore beside the database";
    private static final int LINES = 40;
    private static final int JOBS = 2;

    /**
     * Limits of the account must not stand in the way. Not each object waits for the disk: what is restored half-way is thrown away, and the
     * first statement that waits, that of ANALYZE, waits for all before it. The services are stopped, so there is memory for indexes.
     */
    private static final String OPTIONS = "-c default_transaction_read_only=off"
            + " -c synchronous_commit=off -c maintenance_work_mem=256MB"
            + " -c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0";

    /** Event triggers fire when materialized views are refreshed, and foreign keys need not be checked twice. */
    private static final String AS_SUPERUSER = " -c session_replication_role=replica";

    private final OperationCommands operationCommands;
    private final Commands commands;

    RestoringRun(OperationCommands operationCommands, Commands commands) {
        this.operationCommands = operationCommands;
        this.commands = commands;
    }

    /**
     * Fills a new database from an archive.
     *
     * @throws BackupFailedException with the cause if it is not restored to its end
     */
    void fill(
            String operationId,
            DatabaseSettings database,
            PgTool tool,
            Path archive,
            String target,
            boolean superuser,
            Heartbeat heartbeat) {
        CommandLine line = CommandLine.of(List.of(
                        tool.program(),
                        "--exit-on-error",
                        "--no-tablespaces",
                        "--jobs=" + JOBS,
                        "--no-password",
                        "--dbname=" + connection(database, target),
                        archive.toAbsolutePath().toString()))
                .in(archive.toAbsolutePath().getParent())
                .secret("PGPASSWORD", RecoveryAccount.passwordFrom(database))
                .variable("PGOPTIONS", superuser ? OPTIONS + AS_SUPERUSER : OPTIONS)
                .variable("LC_ALL", "C")
                .variable("PGAPPNAME", "vigie-recovery")
                .deadline(database.backup().deadline().toDuration())
                .build();
        CommandOutcome outcome = operationCommands.runAnew(operationId, STEP, line, heartbeat);
        RestoreFault.of(outcome, operationCommands.log(operationId, LINES)).ifPresent(fault -> {
            throw new BackupFailedException(
                    fault.code(),
                    fault.sentence(),
                    "Ask for the recovery again, with another backup if it is at fault.");
        });
    }

    /** What belongs to the database itself, as SQL. */
    String properties(String operationId, PgTool tool, Path archive) throws IOException {
        String run = operationId + "-properties-" + Long.toString(System.nanoTime(), 36);
        Path folder = archive.toAbsolutePath().getParent();
        Path list = folder.resolve("list");
        write(run + "-list", tool, archive, List.of("--create", "--list", "--file=" + list));
        List<String> wanted = new ArrayList<>();
        for (String entry : Files.readAllLines(list, UTF_8)) {
            if (entry.matches("\\d+; \\d+ \\d+ (?:ACL|COMMENT) - DATABASE .*")) {
                wanted.add(entry);
            }
        }
        Path few = Files.write(folder.resolve("few"), wanted, UTF_8);
        Path script = folder.resolve("script");
        write(run, tool, archive, List.of("--create", "--use-list=" + few, "--file=" + script));
        return Files.readString(script, UTF_8);
    }

    private void write(String runId, PgTool tool, Path archive, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of(tool.program()));
        arguments.addAll(options);
        arguments.add(archive.toAbsolutePath().toString());
        CommandOutcome outcome = commands.run(
                runId,
                CommandLine.of(arguments)
                        .in(archive.toAbsolutePath().getParent())
                        .variable("LC_ALL", "C")
                        .deadline(Duration.ofMinutes(5))
                        .build());
        List<String> lines =
                commands.find(runId).map(run -> run.log().tail(LINES)).orElse(List.of());
        RestoreFault.of(outcome, lines).ifPresent(fault -> {
            throw new BackupFailedException(fault.code(), fault.sentence());
        });
    }

    private static String connection(DatabaseSettings database, String name) {
        return "host=" + quoted(database.host())
                + " port=" + database.port()
                + " user=" + quoted(RecoveryAccount.user(database))
                + " dbname=" + quoted(name)
                + " connect_timeout=15 keepalives=1 keepalives_idle=60 keepalives_interval=15 keepalives_count=8";
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
