package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.platform.EmbeddedVigie;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;
import org.vigie.support.engine.TestEngine;

/** Operate and Tasklist, and then the broker, stand still for five minutes: tickets are taken in as fast as before. */
@Campaign
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class DisplayHangsIT {

    private static final Duration HANGS = Duration.ofMinutes(5);
    private static final double AT_MOST = 1.3;

    private final Path data = TestEngine.newFolder("hangs-").toAbsolutePath();
    private final CampaignReport report = new CampaignReport("display-hangs");

    @Test
    void ticketsAreTakenInAsBefore() {
        try (EmbeddedVigie vigie = EmbeddedVigie.start(data)) {
            TicketStream tickets = new TicketStream(vigie.api(), vigie.jdbc());
            tickets.run(Duration.ofSeconds(60));
            Map<String, Double> undisturbed = new HashMap<>(tickets.send(HANGS.dividedBy(2)));
            Map<String, Double> webapps = hanging(vigie, tickets, "webapps");
            Map<String, Double> broker = hanging(vigie, tickets, "broker");
            undisturbed.putAll(tickets.send(HANGS.dividedBy(2)));
            tickets.awaitReceipts(undisturbed);
            Pace before = Pace.of(undisturbed.values());
            report.line("undisturbed: %s", before);
            compare("webapps", before, Pace.of(webapps.values()));
            compare("broker", before, Pace.of(broker.values()));
        }
    }

    private Map<String, Double> hanging(EmbeddedVigie vigie, TicketStream tickets, String part) {
        vigie.freeze(part);
        long since = System.nanoTime();
        CompletableFuture<Duration> noticed = CompletableFuture.supplyAsync(() -> {
            await().atMost(HANGS).pollInterval(Duration.ofSeconds(1)).until(() -> !vigie.isReady());
            return Duration.ofNanos(System.nanoTime() - since);
        });
        Map<String, Double> answers = tickets.send(HANGS);
        report.line("%s hangs: %s", part, Pace.of(answers.values()));
        vigie.thaw(part);
        report.line("%s: not ready any more after %d s", part, noticed.join().toSeconds());
        assertThat(noticed.join()).isLessThanOrEqualTo(Duration.ofMinutes(1));
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(vigie::isReady);
        report.line(
                "%s: ready again, all of %d tickets confirmed",
                part, tickets.awaitReceipts(answers).size());
        return answers;
    }

    private void compare(String part, Pace before, Pace hanging) {
        report.line("%s hangs: %s, ratio of p99 %.3f", part, hanging, hanging.ratio(before, 99));
        assertThat(hanging.ratio(before, 99)).isLessThanOrEqualTo(AT_MOST);
    }
}
