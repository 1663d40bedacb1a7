package org.vigie.alert.tell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.vigie.alert.tell.Told.What;

class AnnouncementTests {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

    /** A fault whose alerts open and close; told what is due at every step, as the watch does. */
    private static final class Fault {
        final List<Told> told = new ArrayList<>();
        Instant now = START;
        Instant changedAt = START;
        Instant tellAt = START;
        int firing;
        int alerts;
        int flaps;
        Instant silentUntil;

        void open(int more) {
            flaps += alerts > 0 && firing == 0 ? 1 : 0;
            firing += more;
            alerts += more;
            changedAt = now;
            look();
        }

        void flip() {
            if (firing > 0) {
                firing = 0;
            } else {
                firing = 1;
                alerts = Math.max(alerts, 1);
                flaps += changedAt.equals(START) && told.isEmpty() ? 0 : 1;
            }
            changedAt = now;
            look();
        }

        void pass(Duration time) {
            Instant end = now.plus(time);
            while (now.isBefore(end)) {
                Instant step = now.plusSeconds(10);
                now = step.isBefore(end) ? step : end;
                look();
            }
        }

        Announcement look() {
            Announcement announcement = Announcement.of(
                    new Situation(
                            List.copyOf(told), firing, alerts, flaps, changedAt, tellAt, false, silentUntil, false),
                    now);
            if (announcement.what() != null) {
                told.add(new Told(announcement.what(), now, "critical", alerts, flaps));
            }
            return announcement;
        }

        List<What> whats() {
            return told.stream().map(Told::what).toList();
        }
    }

    @Test
    void opensAndCloses() {
        Fault fault = new Fault();
        fault.open(1);
        fault.pass(Duration.ofMinutes(3));
        fault.flip();
        assertThat(fault.whats()).containsExactly(What.OPENED, What.CLOSED);
    }

    @Test
    void aThousandAlertsOfOneFaultAreThreeMessages() {
        Fault fault = new Fault();
        for (int i = 0; i < 1000; i++) {
            fault.open(1);
        }
        fault.pass(Duration.ofMinutes(6));
        fault.flip();
        fault.pass(Duration.ofHours(1));
        assertThat(fault.whats()).containsExactly(What.OPENED, What.UPDATED, What.CLOSED);
    }

    /** C12. */
    @Test
    void aHundredFlapsEndWithTheStateThatStays() {
        for (boolean endsUp : new boolean[] {true, false}) {
            Fault fault = new Fault();
            fault.open(1);
            for (int i = 0; i < 100; i++) {
                fault.pass(Duration.ofSeconds(6));
                fault.flip();
            }
            if (!endsUp) {
                fault.pass(Duration.ofSeconds(6));
                fault.flip();
            }
            fault.pass(Duration.ofHours(1));
            assertThat(fault.firing == 0).isNotEqualTo(endsUp);
            assertThat(fault.whats())
                    .containsExactly(What.OPENED, What.CLOSED, What.UNSTABLE, endsUp ? What.STILL : What.CLOSED);
        }
    }

    /** W04. */
    @Test
    void whatStillFiresAfterMaintenanceIsToldThen() {
        Fault fault = new Fault();
        fault.silentUntil = START.plus(Duration.ofHours(1));
        fault.open(1);
        assertThat(fault.told).isEmpty();
        assertThat(fault.look().again()).isEqualTo(fault.silentUntil);
        fault.now = fault.silentUntil;
        fault.silentUntil = null;
        fault.look();
        assertThat(fault.whats()).containsExactly(What.OPENED);
    }

    @Test
    void whatBeganAndEndedInMaintenanceIsNotTold() {
        Situation over = new Situation(List.of(), 0, 1, 0, START, START, false, null, true);
        assertThat(Announcement.of(over, START.plusSeconds(60)).what()).isNull();
    }

    @Test
    void whatMayWaitAndEndsMeanwhileIsToldOnce() {
        Fault fault = new Fault();
        fault.tellAt = START.plus(Duration.ofMinutes(5));
        fault.open(1);
        fault.pass(Duration.ofMinutes(1));
        fault.flip();
        fault.pass(Duration.ofHours(1));
        assertThat(fault.whats()).containsExactly(What.ENDED);
        assertThat(fault.told.getFirst().at()).isEqualTo(fault.tellAt);
    }

    /** Whatever happens: no more than three in ten minutes, and people know in the end how it stands. */
    @Property(tries = 300)
    void neverTooMuchAndNeverWrongInTheEnd(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 900) Integer> pauses,
            @ForAll @IntRange(min = 0, max = 3) int delay) {
        Fault fault = new Fault();
        fault.tellAt = START.plus(Duration.ofMinutes(delay));
        fault.open(1);
        for (int pause : pauses) {
            fault.pass(Duration.ofSeconds(pause));
            fault.flip();
        }
        fault.pass(Duration.ofHours(1));

        for (int i = Announcement.MOST; i < fault.told.size(); i++) {
            Instant first = fault.told.get(i - Announcement.MOST).at();
            assertThat(Duration.between(first, fault.told.get(i).at())).isGreaterThanOrEqualTo(Announcement.SPAN);
        }
        assertThat(fault.told).isNotEmpty();
        assertThat(fault.told.getLast().what()).isNotEqualTo(What.UNSTABLE);
        assertThat(fault.told.getLast().what().leavesOpen()).isEqualTo(fault.firing > 0);
    }
}
