package org.vigie.sla;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.calendar.Segment;
import org.vigie.engine.decision.Decisions;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanCalendars;
import org.vigie.sla.clock.BusinessTime;
import org.vigie.sla.clock.SlaTarget;

/** The targets that the decision table promises, on the calendar of a plan. Thread-safe. */
@Component
public class SlaPolicy {

    private final Decisions decisions;
    private final PlanCalendars calendars;

    /** Made anew only to try out changed tables. */
    public SlaPolicy(Decisions decisions, PlanCalendars calendars) {
        this.decisions = decisions;
        this.calendars = calendars;
    }

    /**
     * What {@code dmn/ticketSla.dmn} promises.
     *
     * @throws org.vigie.shared.HintedException if the table has no rule for the priority
     */
    public SlaDecision targetsOf(String application, String priority) {
        return decisions.evaluate(
                "ticketSla", Map.of("application", application, "priority", priority), SlaDecision.class);
    }

    /** When the targets are due for a ticket created at {@code from} that never waits for its reporter. */
    public DueDates dueDates(MaintenancePlan plan, SlaDecision targets, Instant from) {
        BusinessTime time = new BusinessTime(calendars.of(plan));
        return new DueDates(
                time.due(from, targets.response(), List.of()).orElse(null),
                time.due(from, targets.resolution(), List.of()).orElse(null));
    }

    /** The segments that lead to a target's due date; empty for a planned release. */
    public List<Segment> ledger(MaintenancePlan plan, SlaTarget target, Instant from) {
        return target.allowance().isEmpty()
                ? List.of()
                : new BusinessTime(calendars.of(plan)).ledger(from, target, List.of());
    }
}
