package org.vigie.backup.scratch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.Commands;
import org.vigie.platform.ScratchServer;
import org.vigie.shared.SecretRef;

/** Runs pg_restore and judges how it ended: its exit code decides, what it wrote says why. */
final class PgRestore {

    private static final int LINES = 40;
    private static final int JOBS = ScratchSettings.SESSIONS;

    /**
     * What a database sets for its sessions must not stand in the way, nor may its event triggers: they fire when materialized views are
     * refreshed. Not each object waits for the disk: what is restored half-way is thrown away, and the first statement that waits, that of
     * ANALYZE, waits for all before it.
     */
    private static final String OPTIONS =
            "-c synchronous_commit=off -c session_replication_role=replica -c default_transaction_read_only=off"
                    + " -c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0";

    private final ScratchRequest request;
    private final Commands commands;
    private final String runId;
    private final List<String> notes = new ArrayList<>();

    PgRestore(ScratchRequest request, Commands commands) {
        this.request = request;
        this.commands = commands;
        // a restore that is tried again is another run: the server of the first is gone
        this.runId = request.id() + "-restore-" + UUID.randomUUID().toString().substring(0, 8);
    }

    void run(ScratchServer server, Duration left) {
        CommandLine line = CommandLine.of(List.of(
                        program(),
                        "--create",
                        "--exit-on-error",
                        "--no-tablespaces",
                        "--jobs=" + JOBS,
                        "--host=127.0.0.1",
                        "--port=" + server.port(),
                        "--username=" + server.user(),
                        "--no-password",
                        "--dbname=template1",
                        request.dump().toAbsolutePath().toString()))
                .in(server.passwordFile().getParent())
                .secret("PGPASSWORD", SecretRef.parse("file:" + server.passwordFile()))
                .variable("PGOPTIONS", OPTIONS)
                .variable("LC_ALL", "C")
                .variable("PGAPPNAME", "Vigie restores")
                .deadline(left.isNegative() ? Duration.ofSeconds(1) : left)
                .build();
        CommandOutcome outcome;
        try {
            outcome = commands.run(runId, line);
        } catch (RuntimeException e) {
            // nobody waits for it any more
            commands.cancel(runId);
            throw e;
        }
        List<String> lines =
                commands.find(runId).map(run -> run.log().tail(LINES)).orElse(List.of());
        judge(outcome, lines);
    }

    private void judge(CommandOutcome outcome, List<String> lines) {
        if (outcome.equals(new CommandOutcome.Exited(0))) {
            notes.addAll(lines);
            return;
        }
        throw RestoreOutput.judge(outcome, lines);
    }

    /** From another thread. */
    void cancel() {
        commands.find(runId).ifPresent(run -> commands.cancel(run.id()));
    }

    List<String> notes() {
        return notes;
    }

    private String program() {
        Path tools = request.tools();
        if (tools != null) {
            return tools.resolve("pg_restore").toString();
        }
        Path installed = Path.of("/usr/lib/postgresql/" + request.expected().majorVersion() + "/bin/pg_restore");
        return Files.isExecutable(installed) ? installed.toString() : "pg_restore";
    }
}
