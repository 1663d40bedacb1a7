package org.vigie.backup.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.backup.SourceDatabase;
import org.vigie.backup.scratch.RestoreResult.Phase;
import org.vigie.backup.scratch.RestoreResult.Verdict;
import org.vigie.command.Commands;
import org.vigie.command.TestCommands;
import org.vigie.platform.PostgresInstallations;

class ScratchRestoresIT {

    @TempDir
    Path data;

    private Commands commands;
    private ScratchRestores restores;

    @BeforeEach
    void begin() {
        commands = TestCommands.in(data);
        restores = new ScratchRestores(data, commands, PostgresInstallations.standalone());
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        try (var left = Files.list(data.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void everythingUnusualVerifies() {
        var source = SourceDatabase.unusual();
        var expected = source.contents();
        Path dump = Dump.of(source, commands, data);

        var result = restores.restore(new ScratchRequest(
                "unusual",
                dump,
                expected,
                List.of(new SmokeQuery("rows", "SELECT count(*) FROM public.every_type", 3L)),
                false,
                null,
                Duration.ofMinutes(5),
                () -> false));

        assertThat(result.differences()).isEmpty();
        assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.VERIFIED);
        assertThat(result.durations()).containsOnlyKeys(Phase.values());
        assertThat(result.settings()).containsEntry("fsync", "on");
    }
}
