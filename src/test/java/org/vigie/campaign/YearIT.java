package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.platform.EmbeddedVigie;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;
import org.vigie.support.engine.TestEngine;

/** A year of tickets on the embedded platform: Tasklist is current to the last day, and the disk does not fill. */
@Campaign
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class YearIT {

    private static final int DAYS = 365;
    private static final int TICKETS_A_DAY = 5;
    private static final String FIRST_STEP = "Task_QualifyTicket";
    private static final long MOST_BYTES = 2L << 30;

    private final Path data = TestEngine.newFolder("year-").toAbsolutePath();
    private final CampaignReport report = new CampaignReport("year");
    private final Set<String> worked = new HashSet<>();

    @Test
    void tasklistIsCurrentAndTheDiskIsNotFull() {
        try (EmbeddedVigie vigie = EmbeddedVigie.startWithItsOwnTime(data)) {
            int mostShards = 0;
            for (int day = 1; day <= DAYS; day++) {
                workADay(vigie);
                vigie.pass(Duration.ofDays(1));
                if (day % 5 == 0) {
                    vigie.applyRetention();
                }
                mostShards = Math.max(mostShards, vigie.shards());
                if (day % 30 == 0) {
                    report.line("day %d: %d shards, %d MiB", day, vigie.shards(), bytes(data) >> 20);
                }
            }
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(vigie::isReady);
            report.line("%d tickets in %d days, at most %d shards", DAYS * TICKETS_A_DAY, DAYS, mostShards);
            for (String part : new String[] {"opensearch", "broker", "postgres", "logs", "mail", "webapps"}) {
                report.line("%s: %d MiB", part, bytes(data.resolve(part)) >> 20);
            }
            assertThat(vigie.jdbc()
                            .sql("SELECT count(*) FROM ticket")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(DAYS * TICKETS_A_DAY);
            assertThat(mostShards).isLessThan(300);
        }
        report.line("all of it: %d MiB", bytes(data) >> 20);
        assertThat(bytes(data)).isLessThan(MOST_BYTES);
    }

    /** New tickets show in Tasklist, and are rejected there. */
    private void workADay(EmbeddedVigie vigie) {
        for (int i = 0; i < TICKETS_A_DAY; i++) {
            Map<String, Object> ticket = Map.of(
                    "application", "cesizen",
                    "title", "Page blanche",
                    "description", "Après la connexion",
                    "type", "corrective",
                    "impact", "limited",
                    "reporter", Map.of("name", "Inès", "email", "ines@example.org"));
            vigie.api().post("/api/tickets", ticket).requireSuccess();
        }
        await(vigie, () -> fresh(vigie).size() == TICKETS_A_DAY);
        for (String task : fresh(vigie)) {
            vigie.complete(task, Map.of("decision", "reject", "reason", "not our site"));
            worked.add(task);
        }
        // a day later their clocks would have run out
        await(vigie, () -> open(vigie) == 0);
    }

    /** The clock goes on meanwhile: what a busy engine refused is tried again a little later. */
    private static void await(EmbeddedVigie vigie, BooleanSupplier condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (condition.getAsBoolean()) {
                        return true;
                    }
                    vigie.pass(Duration.ofMillis(200));
                    return false;
                });
    }

    private static int open(EmbeddedVigie vigie) {
        return vigie.jdbc()
                .sql("SELECT count(*) FROM ticket WHERE status <> 'rejected'")
                .query(Integer.class)
                .single();
    }

    private List<String> fresh(EmbeddedVigie vigie) {
        return vigie.openTasks(FIRST_STEP).stream()
                .filter(task -> !worked.contains(task))
                .toList();
    }

    private static long bytes(Path folder) {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(YearIT::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // gone meanwhile
        }
    }
}
