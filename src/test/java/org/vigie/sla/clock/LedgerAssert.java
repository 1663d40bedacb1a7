package org.vigie.sla.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vigie.calendar.Segment;

/** What holds for every ledger. */
final class LedgerAssert {

    private LedgerAssert() {}

    static void assertAddsUp(List<Segment> ledger, Instant start, Instant end, Duration counted) {
        Instant at = start;
        Duration sum = Duration.ZERO;
        for (Segment segment : ledger) {
            assertThat(segment.from()).isEqualTo(at);
            assertThat(segment.to()).isAfter(at);
            assertThat(segment.counted()).isGreaterThanOrEqualTo(Duration.ZERO);
            if (segment.kind() != Segment.Kind.RUNNING) {
                assertThat(segment.counted()).isZero();
            }
            at = segment.to();
            sum = sum.plus(segment.counted());
        }
        assertThat(at).isEqualTo(end);
        assertThat(sum).isEqualTo(counted);
    }
}
