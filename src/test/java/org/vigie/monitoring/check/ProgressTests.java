package org.vigie.monitoring.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigie.monitoring.MonitorState;

class ProgressTests {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final Observation GOOD = Observation.up("good");
    private static final Observation TIMEOUT = Observation.down("timeout", "late");
    private static final Observation ERROR = Observation.down("http-5xx", "503");

    private Progress progress = Progress.confirmed(MonitorState.UP, null, null, START);
    private int minute;

    @Test
    void oneFailureIsNone() {
        look(TIMEOUT);
        look(GOOD);
        look(TIMEOUT);
        look(TIMEOUT);
        assertThat(progress.state()).isEqualTo(MonitorState.UP);
        assertThat(progress.count()).isEqualTo(2);
    }

    @Test
    void aConfirmedFailureBeganWithItsFirstCheck() {
        look(TIMEOUT);
        look(ERROR);
        look(TIMEOUT);
        assertThat(progress.state()).as("in whatever way it fails").isEqualTo(MonitorState.DOWN);
        assertThat(progress.since()).isEqualTo(START.plusSeconds(60));
        look(GOOD);
        assertThat(progress.state()).isEqualTo(MonitorState.DOWN);
        look(GOOD);
        assertThat(progress.state()).isEqualTo(MonitorState.UP);
        assertThat(progress.since()).as("the first good check").isEqualTo(START.plusSeconds(240));
    }

    @Test
    void anotherCauseOfTheSameStateIsConfirmedTooAndKeepsItsBeginning() {
        look(TIMEOUT);
        look(TIMEOUT);
        look(TIMEOUT);
        Instant began = progress.since();
        look(ERROR);
        look(ERROR);
        assertThat(progress.cause()).isEqualTo("timeout");
        look(ERROR);
        assertThat(progress.cause()).isEqualTo("http-5xx");
        assertThat(progress.since()).isEqualTo(began);
    }

    @Test
    void whatCannotBeReadIsNeverGoodForLong() {
        look(Observation.unknown("log-missing", "no file"));
        assertThat(progress.state()).isEqualTo(MonitorState.UP);
        look(Observation.unknown("log-missing", "no file"));
        assertThat(progress.state()).isEqualTo(MonitorState.UNKNOWN);
        look(GOOD);
        assertThat(progress.state()).isEqualTo(MonitorState.UNKNOWN);
    }

    @Test
    void theFirstGoodCheckOfAllIsEnough() {
        progress = Progress.confirmed(MonitorState.UNKNOWN, null, null, START);
        look(GOOD);
        assertThat(progress.state()).isEqualTo(MonitorState.UP);
    }

    @Test
    void tellsBeforehandWhatWouldConfirm() {
        look(TIMEOUT);
        assertThat(progress.wouldConfirm(TIMEOUT, 3, START)).isFalse();
        look(TIMEOUT);
        assertThat(progress.wouldConfirm(TIMEOUT, 3, START)).isTrue();
        assertThat(progress.isHurried()).isTrue();
    }

    private void look(Observation seen) {
        minute++;
        progress = progress.after(seen, 3, START.plusSeconds(60L * minute));
    }
}
