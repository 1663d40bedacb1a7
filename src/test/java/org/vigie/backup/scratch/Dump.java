package org.vigie.backup.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.vigie.backup.SourceDatabase;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.Commands;

/** Dumps of databases of tests. */
final class Dump {

    private Dump() {}

    /** In the custom format, uncompressed: as Vigie does it. */
    static Path of(SourceDatabase database, Commands commands, Path folder, String... options) {
        Path file = folder.resolve(UUID.randomUUID() + ".dump");
        List<String> arguments = new ArrayList<>(List.of(
                "pg_dump",
                "--host=" + database.details().host(),
                "--port=" + database.details().port(),
                "--username=postgres",
                "--dbname=" + database.name(),
                "--format=custom",
                "--compress=0",
                "--file=" + file));
        arguments.addAll(List.of(options));
        CommandOutcome outcome = commands.run(
                "dump-" + UUID.randomUUID(),
                CommandLine.of(arguments)
                        .in(folder)
                        .deadline(Duration.ofMinutes(2))
                        .build());
        assertThat(outcome).isEqualTo(new CommandOutcome.Exited(0));
        return file;
    }
}
