package org.vigie.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.vigie.command.CommandLine;
import org.vigie.plan.DatabaseSettings;

/** The command lines of PostgreSQL's client programs; the password travels in the environment only. */
final class PgDump {

    /** A dump that takes longer stands still: the plans' databases are far smaller. */
    private static final Duration LONGEST = Duration.ofHours(6);

    /** Rather a failed backup than an application that waits for it behind a queued ALTER. */
    private static final String LOCK_PATIENCE = "60s";

    private PgDump() {}

    /** Writes the database into one file in PostgreSQL's custom format. */
    static CommandLine dump(DatabaseSettings database, Path file) {
        return CommandLine.of(List.of(
                        "pg_dump",
                        "--host=" + database.host(),
                        "--port=" + database.port(),
                        "--username=" + database.user(),
                        "--dbname=" + database.name(),
                        "--no-password",
                        "--lock-wait-timeout=" + LOCK_PATIENCE,
                        "--format=custom",
                        "--verbose",
                        "--file=" + file))
                .in(file.getParent())
                .secret("PGPASSWORD", database.passwordFrom())
                .deadline(LONGEST)
                .build();
    }

    /** Lists what an archive holds, which reads its table of contents. */
    static CommandLine list(Path file) {
        return CommandLine.of(List.of("pg_restore", "--list", file.toString()))
                .in(file.getParent())
                .deadline(Duration.ofMinutes(5))
                .build();
    }
}
