package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;

/** Two Vigies beside each other; one is killed in the middle, while a dump of its own runs: nothing is lost or doubled. */
@Timeout(900)
class TwoVigiesIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @Test
    void fewTicketsAndBackups() throws Exception {
        run(20, 5);
    }

    @Test
    @Campaign
    void manyTicketsAndBackups() throws Exception {
        long before = System.nanoTime();
        CampaignReport report = new CampaignReport("two-vigies");
        TwoVigies result = run(200, 50);
        report.line(
                "200 tickets and 50 backups done after %d s; %d requests refused, the slowest refusal took %d ms",
                Duration.ofNanos(System.nanoTime() - before).toSeconds(),
                result.refused(),
                result.slowestRefusal().toMillis());
        assertThat(result.slowestRefusal()).isLessThan(AT_ONCE);
    }

    private static TwoVigies run(int tickets, int backups) throws ExecutionException, InterruptedException {
        try (TwoVigies vigies = new TwoVigies(Duration.ofSeconds(6), Duration.ofMillis(300));
                ExecutorService clients = Executors.newFixedThreadPool(3)) {
            int perBackup = tickets / backups;
            List<Future<String>> created = new ArrayList<>();
            List<String> taken = new ArrayList<>();
            for (int backup = 0; backup < backups; backup++) {
                IntStream.range(backup * perBackup, (backup + 1) * perBackup)
                        .forEach(number -> created.add(clients.submit(() -> vigies.createTicket(number))));
                taken.add(backup == backups / 2 ? killDuring(vigies, backup) : vigies.requestBackup(backup));
            }
            List<String> ids = new ArrayList<>();
            for (Future<String> ticket : created) {
                ids.add(ticket.get());
            }
            vigies.awaitRest(tickets, backups);
            vigies.assertEachIsHandledOnce(ids);
            vigies.assertEachIsTakenOnce(taken, taken.get(backups / 2));
            vigies.assertNothingIsLeft();
            assertThat(vigies.refused()).isPositive();
            return vigies;
        }
    }

    private static String killDuring(TwoVigies vigies, int backup) {
        vigies.awaitFreeTarget();
        vigies.dumps().hold();
        String id = vigies.requestBackup(backup);
        TwoVigies.patiently().until(() -> vigies.dumps().startsOf(id) == 1);
        vigies.whoDumps().kill();
        vigies.expectRefusal(backup + 1, id);
        vigies.dumps().letGo();
        return id;
    }
}
