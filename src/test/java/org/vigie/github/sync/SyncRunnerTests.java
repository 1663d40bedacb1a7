package org.vigie.github.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SyncRunnerTests {

    @Test
    void pausesLongerEachTimeButNotForever() {
        assertThat(SyncRunner.pause(0)).isEqualTo(SyncRunner.FIRST_PAUSE);
        assertThat(SyncRunner.pause(1)).isEqualTo(Duration.ofSeconds(20));
        assertThat(SyncRunner.pause(1_000_000)).isEqualTo(SyncRunner.LONGEST_PAUSE);
    }
}
