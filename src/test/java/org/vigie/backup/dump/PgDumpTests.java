package org.vigie.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vigie.command.CommandLine;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.load.PlanLoader;

class PgDumpTests {

    @Test
    void noticesANetworkThatIsGoneStandsBackBehindOthersAndTellsNoPassword() {
        DatabaseSettings database =
                PlanLoader.load("plans").require("demo").databases().getFirst();
        CommandLine line = PgDump.of(
                new PgTool("/usr/bin/pg_dump", "15.18"),
                database,
                "00000003-0000001B-1",
                Path.of("/data/pipe"),
                Duration.ofSeconds(60),
                Duration.ofHours(6));
        assertThat(line.arguments())
                .startsWith("nice", "-n", "10", "/usr/bin/pg_dump")
                .contains("--compress=0");
        assertThat(line.arguments().get(4))
                .contains("keepalives=1 keepalives_idle=60 keepalives_interval=15 keepalives_count=8")
                .doesNotContain("password");
        assertThat(line.secrets()).containsOnlyKeys("PGPASSWORD");
    }
}
