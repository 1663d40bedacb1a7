package org.vigie.backup.dump;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.vigie.command.CommandLine;
import org.vigie.plan.DatabaseSettings;

/** The command line of pg_dump; the password travels in the environment only. */
final class PgDump {

    private PgDump() {}

    /**
     * Writes the database as it is in a snapshot, in PostgreSQL's custom format and uncompressed: what reads it compresses.
     *
     * @param target a pipe or a new file
     * @param patience how long it waits for a lock before it gives up
     * @param deadline after which it is ended
     */
    static CommandLine of(
            PgTool tool,
            DatabaseSettings database,
            String snapshot,
            Path target,
            Duration patience,
            Duration deadline) {
        return CommandLine.of(List.of(
                        // the application beside it goes first
                        "nice",
                        "-n",
                        "10",
                        tool.program(),
                        "--dbname=" + connection(database),
                        "--no-password",
                        "--snapshot=" + snapshot,
                        "--lock-wait-timeout=" + patience.toMillis(),
                        "--format=custom",
                        "--compress=0",
                        // a pipe cannot be synchronised; what reads it does that with its own file
                        "--no-sync",
                        "--verbose",
                        "--file=" + target))
                .in(target.getParent())
                .secret("PGPASSWORD", database.passwordFrom())
                // what the log is searched for is in English; a server may still speak its own language
                .variable("LC_MESSAGES", "C")
                .deadline(deadline)
                .build();
    }

    /** As a connection string, because no option of pg_dump has it notice a network that is gone. */
    private static String connection(DatabaseSettings database) {
        return "host=" + quoted(database.host())
                + " port=" + database.port()
                + " user=" + quoted(database.user())
                + " dbname=" + quoted(database.name())
                + " connect_timeout=15 keepalives=1 keepalives_idle=60 keepalives_interval=15 keepalives_count=8";
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
