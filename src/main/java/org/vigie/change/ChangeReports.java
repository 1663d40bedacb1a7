package org.vigie.change;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.Sentences;
import org.vigie.ticket.StepOutcomes;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStep;

/** Evidence of changes that went past the gate, and the mails that tell the technical lead. Each once per key. */
@Component
class ChangeReports {

    private final TicketDesk tickets;
    private final Plans plans;
    private final AuditTrail audit;
    private final Notices notices;
    private final StepOutcomes steps;
    private final Clock clock;

    ChangeReports(TicketDesk tickets, Plans plans, AuditTrail audit, Notices notices, StepOutcomes steps, Clock clock) {
        this.tickets = tickets;
        this.plans = plans;
        this.audit = audit;
        this.notices = notices;
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * Somebody whom the plan file names took the findings on themselves.
     *
     * @param account with which they did
     */
    void overridden(String ticketId, String account, Contact by, String reason, List<String> findings) {
        String key = ticketId + "/override/" + steps.count(ticketId, TicketStep.REVIEW);
        audit.add(
                new AuditEntry(
                        ticketId,
                        clock.instant(),
                        account,
                        "change gate overridden",
                        Map.of("by", by.id(), "reason", reason, "findings", String.join("\n", findings))),
                key);
        List<String> said = Sentences.in(
                        plans.require(tickets.get(ticketId).application()).language())
                .say(findings);
        tell("change-overridden", ticketId, key, by, Map.of("by", by.name(), "reason", reason, "findings", said));
    }

    /** What reviewers said on the tracker of the change that is judged. */
    void reviewedOnTheTracker(String ticketId, ChangeEvidenceSource.Evidence change) {
        audit.add(
                new AuditEntry(
                        ticketId,
                        clock.instant(),
                        AuditEntry.VIGIE,
                        "review on the tracker noted",
                        Map.of(
                                "pullRequest", change.pullRequest(),
                                "review", change.review().state(),
                                "reviewers", String.join(", ", change.review().reviewers()))),
                ticketId + "/tracker-review/" + steps.count(ticketId, TicketStep.REVIEW));
    }

    /** What the gate said of a review, with every reason against the change. */
    void judged(String ticketId, List<String> findings) {
        audit.add(
                new AuditEntry(
                        ticketId,
                        clock.instant(),
                        AuditEntry.VIGIE,
                        findings.isEmpty() ? "change gate passed" : "change gate refused",
                        findings.isEmpty() ? Map.of() : Map.of("findings", String.join("\n", findings))),
                ticketId + "/gate/" + steps.count(ticketId, TicketStep.REVIEW));
    }

    /** The form of the review said something else than the tracker knows; the tracker counted. */
    void deviating(String ticketId, Map<String, String> deviations) {
        if (!deviations.isEmpty()) {
            audit.add(
                    new AuditEntry(
                            ticketId,
                            clock.instant(),
                            AuditEntry.VIGIE,
                            "form of the review differs from the tracker",
                            deviations),
                    ticketId + "/gate-deviation/" + steps.count(ticketId, TicketStep.REVIEW));
        }
    }

    /** A pull request of the ticket was merged although the gate had not let it pass. */
    void mergedPastTheGate(String ticketId, String pullRequest, @Nullable String mergeCommit) {
        String key = ticketId + "/merged-past-gate/" + pullRequest;
        String commit = mergeCommit == null ? "" : mergeCommit;
        audit.add(
                new AuditEntry(
                        ticketId,
                        clock.instant(),
                        AuditEntry.VIGIE,
                        "merged without passing the gate",
                        Map.of("pullRequest", pullRequest, "mergeCommit", commit)),
                key);
        tell("change-past-gate", ticketId, key, null, Map.of("pullRequest", pullRequest, "mergeCommit", commit));
    }

    private void tell(String template, String ticketId, String key, @Nullable Contact concerned, Map<String, ?> more) {
        Ticket ticket = tickets.get(ticketId);
        MaintenancePlan plan = plans.require(ticket.application());
        Set<Contact> readers = new LinkedHashSet<>(plan.contactsWith(ContactRole.TECHNICAL_LEAD));
        if (concerned != null) {
            readers.add(concerned); // who is named must learn that it was done in their name
        }
        for (Contact reader : readers) {
            Map<String, Object> values = new LinkedHashMap<>(more);
            values.put("id", ticket.id());
            values.put("title", ticket.title());
            values.put("application", plan.name());
            values.put("reader", reader.name());
            notices.tell(Notice.mail(
                    key + "/" + reader.id(),
                    plan.application(),
                    ticketId,
                    Recipient.of(reader),
                    plan.language(),
                    template,
                    values));
        }
    }
}
