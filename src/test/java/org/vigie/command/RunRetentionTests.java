package org.vigie.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.support.MutableClock;

class RunRetentionTests {

    @TempDir
    Path data;

    @Test
    void onlyRunsThatEndedLongAgoAreRemoved() throws IOException {
        Path ended = Files.createDirectories(data.resolve("commands/ended"));
        Files.writeString(ended.resolve("status"), "exited 0");
        Path running = Files.createDirectories(data.resolve("commands/running"));
        Instant now = Files.getLastModifiedTime(ended.resolve("status")).toInstant();
        MutableClock clock = new MutableClock(now.plus(Duration.ofDays(29)));
        RunRetention retention = new RunRetention(data, new CommandProperties(4, Duration.ofDays(30)), clock);

        retention.removeOld();
        assertThat(ended).exists();
        clock.set(now.plus(Duration.ofDays(31)));
        retention.removeOld();
        assertThat(ended).doesNotExist();
        assertThat(running).exists();
    }
}
