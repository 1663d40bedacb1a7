package org.vigie.backlog;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.decision.Decisions;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketPlanning;

/** The monthly review: what is up for it, and what it decided. */
@Service
public class BacklogReview {

    private final Backlog backlog;
    private final BacklogMarks marks;
    private final TicketPlanning planning;
    private final TicketDesk tickets;
    private final ReviewStore reviews;
    private final Plans plans;
    private final Decisions decisions;
    private final AuditTrail audit;
    private final Clock clock;

    BacklogReview(
            Backlog backlog,
            BacklogMarks marks,
            TicketPlanning planning,
            TicketDesk tickets,
            ReviewStore reviews,
            Plans plans,
            Decisions decisions,
            AuditTrail audit,
            Clock clock) {
        this.backlog = backlog;
        this.marks = marks;
        this.planning = planning;
        this.tickets = tickets;
        this.reviews = reviews;
        this.plans = plans;
        this.decisions = decisions;
        this.audit = audit;
        this.clock = clock;
    }

    /** The open evolutions of one application. */
    public record Agenda(String application, String name, String language, List<BacklogItem> items) {}

    /** What a review has before it; applications that it is through with or without an open evolution are left out. */
    public List<Agenda> agendas(String reviewId) {
        Set<String> done = reviews.doneIn(reviewId);
        return plans.all().stream()
                .filter(plan -> !done.contains(plan.application()))
                .map(plan -> new Agenda(
                        plan.application(), plan.name(), plan.language().getLanguage(), backlog.of(plan.application())))
                .filter(agenda -> !agenda.items().isEmpty())
                .toList();
    }

    /**
     * Keeps marks, scores and planned releases of a review, all or none of them. A line without marks leaves the earlier
     * ones, a ticket that was closed meanwhile,
     * or marked by a review that began later, is left out. Can be called again for the same review.
     *
     * @param lines by the names of the form's fields
     * @throws ReviewRefusedException naming the first line that cannot be taken over
     */
    @Transactional
    public void record(String application, String reviewId, List<Map<String, ?>> lines) {
        MaintenancePlan plan = plans.require(application);
        Set<String> open =
                backlog.of(application).stream().map(BacklogItem::ticketId).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        List<Decided> decided = new ArrayList<>();
        for (Map<String, ?> values : lines) {
            ReviewLine line = new ReviewLine(values);
            check(line, plan, open, seen);
            Decided decision = new Decided(line.ticketId(), line.marks(), line.plannedRelease());
            if (open.contains(decision.ticketId()) && !marks.isOvertaken(decision.ticketId(), reviewId)) {
                decided.add(decision);
            }
        }
        decided.forEach(decision -> keep(decision, reviewId));
        reviews.done(reviewId, application, clock.instant());
    }

    private void check(ReviewLine line, MaintenancePlan plan, Set<String> open, Set<String> seen) {
        String id = line.ticketId();
        if (!open.contains(id) && !id.matches(plan.ticketPrefix() + "-\\d{1,18}") && !isTicketOf(plan, id)) {
            throw new ReviewRefusedException(
                    "'" + id.replaceAll("\\p{Cntrl}", " ") + "' is not a ticket of " + plan.name(),
                    "Leave the lines as they were listed.");
        }
        if (!seen.add(id)) {
            throw new ReviewRefusedException(id + " is there twice", "Leave one line for each ticket.");
        }
    }

    /** Also if the plan gave other prefixes when the ticket was created. */
    private boolean isTicketOf(MaintenancePlan plan, String id) {
        try {
            return tickets.get(id).application().equals(plan.application());
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void keep(Decided decision, String reviewId) {
        decision.marks().ifPresent(given -> keep(decision.ticketId(), given, reviewId));
        decision.release().ifPresent(release -> planning.planInto(decision.ticketId(), release));
    }

    // several tasks of a review are open at once, and an engine of 8.6 does not tell which of them an account
    // completed:
    // who reviewed is in the trail of the review
    private void keep(String ticketId, Marks given, String reviewId) {
        Map<String, Integer> inputs = new LinkedHashMap<>();
        inputs.put("userValue", given.userValue());
        inputs.put("technicalRisk", given.technicalRisk());
        inputs.put("dependencies", given.dependencies());
        int score = decisions.evaluate("backlogScore", inputs, Integer.class);
        marks.keep(new BacklogMark(
                ticketId,
                given.userValue(),
                given.technicalRisk(),
                given.dependencies(),
                score,
                reviewId,
                clock.instant()));
        Map<String, String> details = inputs.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toString()));
        details.put("score", String.valueOf(score));
        details.put("review", reviewId);
        audit.add(
                new AuditEntry(ticketId, clock.instant(), AuditEntry.UNKNOWN, "backlog reviewed", details),
                ticketId + "/backlog-review/" + reviewId);
    }
}
