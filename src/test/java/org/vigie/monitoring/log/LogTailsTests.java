package org.vigie.monitoring.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.monitoring.WatchedPlans;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.load.PlanLoader;

/** The last lines of logs. */
class LogTailsTests {

    @TempDir
    Path folder;

    @Test
    void theLastLinesOfALargeLogAreFoundWithoutReadingIt() throws IOException {
        Path log = folder.resolve("prod.log");
        Files.writeString(
                log, IntStream.range(0, 100_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")) + "\n\n");
        assertThat(LogTails.tail(log, 3)).containsExactly("line 99997", "line 99998", "line 99999");
    }

    @Test
    void aShortLogIsShownWholeAndALineWithoutEndNotAtAll() throws IOException {
        Path log = folder.resolve("prod.log");
        Files.writeString(log, "one\ntwo");
        assertThat(LogTails.tail(log, 15)).containsExactly("one", "two");
        Files.writeString(log, "x".repeat(500_000));
        assertThat(LogTails.tail(log, 15))
                .singleElement()
                .satisfies(line -> assertThat(line.length()).isLessThanOrEqualTo(128 * 1024));
    }

    @Test
    void whatCannotBeReadSaysSo() {
        assertThat(tails(folder.resolve("missing.log")))
                .singleElement()
                .asString()
                .startsWith("(there is no such file");
        assertThat(tails(folder)).singleElement().asString().startsWith("(there is no such file");
    }

    private static List<String> tails(Path log) {
        MaintenancePlan plan = PlanLoader.load("plans")
                .require("demo")
                .withMonitoring(WatchedPlans.watching(WatchedPlans.log("a", log)));
        return new LogTails().of(plan, 15).get("Journal");
    }
}
