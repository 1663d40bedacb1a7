package org.vigie.preventive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.command.Commands;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.Plans;
import org.vigie.plan.PreventiveSettings.WorkCommands;
import org.vigie.support.VigieTest;

/** Programs of a plan: what they write is the result, and each runs once. */
@VigieTest
class PlanCommandsTests {

    @Autowired
    Commands commands;

    @Autowired
    Plans plans;

    @TempDir
    Path folder;

    private final String run = "PM-" + UUID.randomUUID();

    @Test
    void logsOlderThanSevenDaysGoAndAReaderSeesWhatWasDone() throws IOException {
        Path old = old("old.log");
        Path young = Files.writeString(folder.resolve("young.log"), "x");
        WorkResult result = perform(List.of("find", ".", "-name", "*.log", "-mtime", "+7", "-print", "-delete"));
        assertThat(result.state()).isEqualTo(WorkState.DONE);
        assertThat(result.details()).contains("  ./old.log");
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        // asked for again after a crash: the same run, whatever the folder holds now
        old("older.log");
        assertThat(perform(List.of("find", ".", "-name", "*.log", "-mtime", "+7", "-print", "-delete")))
                .isEqualTo(result);
        assertThat(folder.resolve("older.log")).exists();
    }

    @Test
    void programThatFailsIsSeenTo() {
        WorkResult result = perform(List.of("ls", "no-such-file"));
        assertThat(result.state()).isEqualTo(WorkState.FAILED);
        assertThat(result.summary()).startsWith("ls: exit code");
    }

    private Path old(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "x");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        return file;
    }

    private WorkResult perform(List<String> arguments) {
        WorkCommands wanted =
                new WorkCommands("log-clean-up", List.of(arguments), folder, null, PlanDuration.parse("PT1M"));
        return new PlanCommands(commands, wanted)
                .run(new WorkOrder(run, 1, plans.require("demo"), LocalDate.of(2026, 11, 20)), () -> {});
    }
}
