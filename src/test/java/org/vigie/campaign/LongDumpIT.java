package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.campaign.TwoVigies.patiently;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.VigieProcess;

/** A Vigie stands still in the middle of a dump, loses the job to another, and goes on: it has no second effect. */
class LongDumpIT {

    @Test
    @Timeout(240)
    void whoStoodStillIsFenced() {
        standStill(Duration.ofSeconds(6), Duration.ofSeconds(1));
    }

    @Test
    @Campaign
    @Timeout(600)
    void whoStoodStillInADumpOfThreeMinutesIsFenced() {
        standStill(Duration.ofSeconds(50), Duration.ofMinutes(3));
    }

    private static void standStill(Duration lease, Duration longer) {
        try (TwoVigies vigies = new TwoVigies(lease, longer)) {
            vigies.dumps().hold();
            String id = vigies.requestBackup(1);
            patiently().until(() -> vigies.dumps().startsOf(id) == 1);
            VigieProcess still = vigies.whoDumps();
            still.pause();
            patiently().until(() -> wasGivenAway(vigies));
            still.goOn();
            vigies.dumps().letGo();

            vigies.awaitRest(0, 1);
            vigies.assertEachIsTakenOnce(List.of(id), id);
            vigies.assertNothingIsLeft();
            patiently()
                    .until(() ->
                            still.output().contains("job dump-database of Task_DumpDatabase ends without a result"));
            assertThat(vigies.engine().records().of("JOB", "COMPLETED").stream()
                            .filter(job -> job.path("type").asText().equals("dump-database")))
                    .hasSize(1);
        }
    }

    private static boolean wasGivenAway(TwoVigies vigies) {
        return vigies.engine().records().of("JOB", "TIMED_OUT").stream()
                .anyMatch(job -> job.path("type").asText().equals("dump-database"));
    }
}
