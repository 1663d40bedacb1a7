package org.vigie.sla.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.calendar.Segment;
import org.vigie.sla.SlaReading;
import org.vigie.sla.SlaReadings;
import org.vigie.sla.clock.ClockReading;
import org.vigie.sla.clock.SlaTarget;

@RestController
@Tag(name = "SLA")
class SlaController {

    private final SlaReadings readings;

    SlaController(SlaReadings readings) {
        this.readings = readings;
    }

    /**
     * One target of a ticket. Durations are ISO 8601; for clocks that count days, a day is PT24H.
     *
     * @param target response or resolution
     * @param clock what makes the time pass
     * @param promised the time that the target leaves; null for a planned release
     * @param state running, paused or stopped
     * @param due null while a pause keeps it open and for a planned release
     * @param paused elapsed time in pauses
     * @param segments what leads to the due date, without gaps; the counted times add up to what was promised, or to
     *     what was spent where the due date is not known
     */
    record Target(
            String target,
            String clock,
            @Nullable Duration promised,
            String state,
            @Nullable Instant due,
            @Nullable Instant warnAt,
            Duration spent,
            @Nullable Duration remaining,
            Duration paused,
            boolean breached,
            @Nullable Instant stoppedAt,
            @Nullable Instant warnedAt,
            @Nullable Instant breachedAt,
            List<Segment> segments) {

        static Target of(SlaReading reading) {
            ClockReading clock = reading.clock();
            SlaTarget target = clock.target();
            return new Target(
                    reading.target().code(),
                    target.clock().code(),
                    target.allowance().orElse(null),
                    clock.state().name().toLowerCase(Locale.ROOT),
                    clock.due(),
                    reading.warnAt(),
                    clock.spent(),
                    clock.remaining(),
                    clock.waited(),
                    clock.breached(),
                    reading.stoppedAt(),
                    reading.warnedAt(),
                    reading.breachedAt(),
                    reading.segments());
        }
    }

    @GetMapping("/api/tickets/{id}/sla")
    @Operation(summary = "Explain the due dates of a ticket: what its clocks show and the segments that lead there")
    List<Target> sla(@PathVariable String id) {
        return readings.of(id).stream().map(Target::of).toList();
    }
}
