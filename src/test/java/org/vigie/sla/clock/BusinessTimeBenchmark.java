package org.vigie.sla.clock;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.vigie.calendar.BusinessCalendar;

/** Due dates a second on one core; run by {@code scripts/bench-business-time.sh}. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
@Threads(1)
@State(Scope.Benchmark)
public class BusinessTimeBenchmark {

    private static final int STARTS = 4096;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private static final SlaTarget SIX_HOURS = SlaTarget.of(6, "hours", "working-hours");
    private static final SlaTarget FIVE_DAYS = SlaTarget.of(5, "days", "working-days");
    private static final SlaTarget FIVE_CALENDAR_DAYS = SlaTarget.of(5, "days", "calendar-days");

    private final Instant[] starts = new Instant[STARTS];
    private BusinessTime time = null;
    private List<SlaTables.Vector> vectors = List.of();
    private int next;

    @Setup(Level.Trial)
    public void prepare() {
        Map<String, BusinessCalendar> calendars = SlaTables.calendars();
        time = new BusinessTime(Objects.requireNonNull(calendars.get("cesizen")));
        vectors = SlaTables.vectors();
        // 1 h 47 min 41 s apart: every hour of every weekday, over almost a year
        for (int i = 0; i < STARTS; i++) {
            starts[i] = FIRST.plusSeconds(6461L * i);
        }
    }

    /** P2 of CESIZen: six working hours. */
    @Benchmark
    public Object dueInSixWorkingHours() {
        return time.due(start(), SIX_HOURS, List.of());
    }

    /** Five working days. */
    @Benchmark
    public Object dueInFiveWorkingDays() {
        return time.due(start(), FIVE_DAYS, List.of());
    }

    /** P3 of CESIZen: five calendar days. */
    @Benchmark
    public Object dueInFiveCalendarDays() {
        return time.due(start(), FIVE_CALENDAR_DAYS, List.of());
    }

    /** Six working hours with every line of the explanation. */
    @Benchmark
    public Object ledgerOfSixWorkingHours() {
        return time.ledger(start(), SIX_HOURS, List.of());
    }

    /** A row of the table of vectors: all clocks, zones and pauses. */
    @Benchmark
    public void dueOfVector(Blackhole sink) {
        SlaTables.Vector vector = vectors.get(next++ % vectors.size());
        sink.consume(new BusinessTime(vector.calendar()).due(vector.start(), vector.target(), vector.pauses()));
    }

    private Instant start() {
        return starts[next++ & STARTS - 1];
    }
}
