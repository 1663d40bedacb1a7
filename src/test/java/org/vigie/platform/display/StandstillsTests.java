package org.vigie.platform.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandstillsTests {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final Standstills standstills = new Standstills(Duration.ofSeconds(40));

    @Test
    void whoIsBehindAndDoesNotMoveStandsStillAfterTheTime() {
        assertThat(at(0, tasklist("user-task", 5, 9))).isEmpty();
        assertThat(at(39, tasklist("user-task", 5, 20))).isEmpty();
        assertThat(at(40, tasklist("user-task", 5, 20)))
                .containsExactly(new Standstill("Tasklist", "user-task", START));
    }

    @Test
    void whoIsBehindButMovesDoesNot() {
        assertThat(at(0, tasklist("job", 5, 900))).isEmpty();
        assertThat(at(30, tasklist("job", 6, 900))).isEmpty();
        assertThat(at(60, tasklist("job", 6, 900))).isEmpty();
        assertThat(at(70, tasklist("job", 6, 900))).hasSize(1);
    }

    @Test
    void whoHasNothingToDoDoesNot() {
        assertThat(at(0, tasklist("job", 9, 9))).isEmpty();
        assertThat(at(600, tasklist("job", 9, 9))).isEmpty();
        assertThat(at(601, tasklist("job", 9, 10))).isEmpty();
    }

    @Test
    void isOverWhenItMoves() {
        at(0, tasklist("job", 5, 9));
        assertThat(at(50, tasklist("job", 5, 9))).hasSize(1);
        assertThat(at(51, tasklist("job", 6, 9))).isEmpty();
    }

    @Test
    void namesAPartOnceWithWhatStoodLongest() {
        at(0, tasklist("job", 5, 9));
        at(5, tasklist("job", 5, 9), tasklist("form", 1, 2));
        assertThat(at(60, tasklist("job", 5, 9), tasklist("form", 1, 2), Progress.unknown("Operate")))
                .containsExactly(new Standstill("Tasklist", "job", START));
    }

    @Test
    void whoDoesNotAnswerStandsStill() {
        at(0, Progress.unknown("Operate"));
        assertThat(at(40, Progress.unknown("Operate")))
                .extracting(Standstill::part)
                .containsExactly("Operate");
    }

    private List<Standstill> at(int seconds, Progress... seen) {
        return standstills.after(List.of(seen), START.plusSeconds(seconds));
    }

    private static Progress tasklist(String kind, long reached, long wanted) {
        return new Progress("Tasklist", kind, reached, wanted);
    }
}
