package org.vigie.sla.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.calendar.Segment;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.value.Moment;
import org.vigie.sla.DueDates;
import org.vigie.sla.SlaDecision;
import org.vigie.sla.SlaPolicy;

@RestController
@Tag(name = "SLA")
class SlaPreviewController {

    private final SlaPolicy sla;
    private final Plans plans;
    private final Clock clock;

    SlaPreviewController(SlaPolicy sla, Plans plans, Clock clock) {
        this.sla = sla;
        this.plans = plans;
        this.clock = clock;
    }

    /** Due instants in UTC, null where the plan sets none, and the segments that lead to each. */
    record Preview(@Nullable Instant responseDue, @Nullable Instant resolutionDue, Segments segments) {}

    /** The way to both targets; empty where there is none. */
    record Segments(List<Segment> response, List<Segment> resolution) {}

    @GetMapping("/api/applications/{app}/sla-preview")
    @Operation(summary = "What the clocks would say for a ticket of a priority, created now or at a given instant")
    Preview preview(
            @PathVariable String app,
            @RequestParam String priority,
            @RequestParam(required = false) @Nullable Instant from) {
        MaintenancePlan plan = plans.require(app);
        Instant start = from == null ? clock.instant() : Moment.of("from", from).at();
        SlaDecision targets = sla.targetsOf(app, priority);
        DueDates due = sla.dueDates(plan, targets, start);
        return new Preview(
                due.response(),
                due.resolution(),
                new Segments(
                        sla.ledger(plan, targets.response(), start), sla.ledger(plan, targets.resolution(), start)));
    }
}
