package org.vigie.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.vigie.command.supervisor.ProcessStart;

/** A process is known again, and nobody else is taken for it. */
class ProcessStartTests {

    private static final ProcessHandle SELF = ProcessHandle.current();

    /** The JDK derives the moment from the present time: it tells another one when the clock was set meanwhile. */
    @Test
    @EnabledOnOs(LINUX)
    void processIsKnownAgainAfterTheClockWasSet() {
        String kept = ProcessStart.of(SELF).orElseThrow();
        assertThat(ProcessStart.matches(kept, withItsStartMovedBy(Duration.ofMinutes(5))))
                .isTrue();
        assertThat(kept).doesNotContain(" ");
    }

    @Test
    void otherProcessIsNot() throws IOException {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(ProcessStart.matches(ProcessStart.of(SELF).orElseThrow(), other.toHandle()))
                    .isFalse();
        } finally {
            other.destroyForcibly();
        }
    }

    /** As it is kept where the system tells no more, and by earlier versions. */
    @Test
    void momentIsEnoughWithinTheClocksPrecision() {
        String kept = Long.toString(SELF.info().startInstant().orElseThrow().toEpochMilli());
        assertThat(ProcessStart.matches(kept, withItsStartMovedBy(Duration.ofSeconds(1))))
                .isTrue();
        assertThat(ProcessStart.matches(kept, withItsStartMovedBy(Duration.ofSeconds(3))))
                .isFalse();
    }

    private static ProcessHandle withItsStartMovedBy(Duration step) {
        ProcessHandle.Info info = mock();
        when(info.startInstant())
                .thenReturn(Optional.of(SELF.info().startInstant().orElseThrow().plus(step)));
        ProcessHandle moved = mock();
        when(moved.pid()).thenReturn(SELF.pid());
        when(moved.info()).thenReturn(info);
        return moved;
    }
}
