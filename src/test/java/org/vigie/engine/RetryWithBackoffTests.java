package org.vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vigie.shared.HintedException;

class RetryWithBackoffTests {

    @Test
    void waitsLongerTheFewerRetriesAreLeft() {
        assertThat(RetryWithBackoff.pause(4)).hasSeconds(4);
        assertThat(RetryWithBackoff.pause(3)).hasSeconds(8);
        assertThat(RetryWithBackoff.pause(0)).hasSeconds(64);
        assertThat(RetryWithBackoff.pause(20)).isEqualTo(RetryWithBackoff.FIRST_PAUSE);
    }

    @Test
    void tellsTheOperatorFactAndHintWithoutAStackTrace() {
        assertThat(RetryWithBackoff.message(new HintedException("the mail server is away", "Start it.")))
                .isEqualTo("the mail server is away; hint: Start it.");
        assertThat(RetryWithBackoff.message(new IllegalStateException("boom")))
                .startsWith("unexpected IllegalStateException: boom; hint: ")
                .doesNotContain("\tat ");
    }
}
