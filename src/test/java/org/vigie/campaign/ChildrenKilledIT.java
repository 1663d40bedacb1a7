package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.platform.EmbeddedVigie;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;
import org.vigie.support.engine.HttpJson;
import org.vigie.support.engine.TestEngine;

/** Each part of the platform is killed ten times while tickets come in: it is back by itself, and no ticket is lost. */
@Campaign
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class ChildrenKilledIT {

    private static final int TIMES = 10;
    private static final List<String> PARTS = List.of("broker", "webapps", "opensearch", "postgres");
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

    private final Path data = TestEngine.newFolder("killed-").toAbsolutePath();
    private final CampaignReport report = new CampaignReport("children-killed");
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();

    @Test
    void partsComeBackAndNoTicketIsLost() {
        try (EmbeddedVigie vigie = EmbeddedVigie.start(data);
                ScheduledExecutorService clients = Executors.newScheduledThreadPool(8)) {
            clients.scheduleAtFixedRate(() -> clients.execute(() -> send(vigie.api())), 0, 1, TimeUnit.SECONDS);
            List<String> victims = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                victims.addAll(PARTS);
            }
            Collections.shuffle(victims, new Random(7));
            List<Double> seconds = new ArrayList<>();
            victims.forEach(victim -> seconds.add(killed(vigie, victim)));
            clients.shutdown();
            report.line(
                    "%d kills, back after: %s",
                    victims.size(),
                    Pace.of(seconds.stream().map(each -> each * 1000).toList()));
            awaitReceipts(vigie);
            report.line("%d tickets accepted, each of them confirmed by its process", accepted.size());
            assertThat(seconds).allMatch(each -> each <= BACK_WITHIN.toSeconds());
        }
    }

    private double killed(EmbeddedVigie vigie, String part) {
        long since = System.nanoTime();
        vigie.child(part).destroyForcibly();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> !vigie.isReady());
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(vigie::isReady);
        double seconds = (System.nanoTime() - since) / 1e9;
        report.line("%s back after %.1f s", part, seconds);
        return seconds;
    }

    /** As a client does that wants its ticket: again with the same key until it has an answer. */
    private void send(HttpJson api) {
        String key = "kill-" + number.incrementAndGet();
        Map<String, Object> ticket = Map.of(
                "application", "cesizen",
                "title", "Panne " + key,
                "description", "Erreur 500",
                "type", "corrective",
                "impact", "limited",
                "reporter", Map.of("name", "Inès", "email", "ines@example.org"));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    HttpJson.Answer answer = api.postOnce("/api/tickets", key, ticket);
                    return answer.status() / 100 == 2
                            && accepted.add(answer.body().path("id").asText());
                });
    }

    private void awaitReceipts(EmbeddedVigie vigie) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    List<String> confirmed = vigie.jdbc()
                            .sql("SELECT subject FROM notice WHERE key LIKE subject || '/receipt%'")
                            .query(String.class)
                            .list();
                    assertThat(confirmed).doesNotHaveDuplicates().containsAll(accepted);
                });
        assertThat(accepted).doesNotHaveDuplicates();
    }
}
