package org.vigie.escalation;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.plan.Contact;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.sla.SlaMarks;
import org.vigie.sla.TargetKind;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/**
 * Warns those who work on a ticket before its due date. Can be called again: nobody is warned twice of the same mark.
 *
 * <p>A warning cannot wait. It leaves out people in their quiet hours only as long as it reaches somebody else.
 */
@Service
public class SlaWarnings {

    private final TicketDesk tickets;
    private final Plans plans;
    private final SlaMarks marks;
    private final EscalationMails mails;
    private final AuditTrail audit;
    private final Clock clock;

    SlaWarnings(TicketDesk tickets, Plans plans, SlaMarks marks, EscalationMails mails, AuditTrail audit, Clock clock) {
        this.tickets = tickets;
        this.plans = plans;
        this.marks = marks;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    /** Warns the owner and the team; nothing if the due date has moved meanwhile. */
    @Transactional
    public void warn(String ticketId, TargetKind target) {
        marks.warned(ticketId, target).ifPresent(mark -> warn(ticketId, target, mark));
    }

    private void warn(String ticketId, TargetKind target, SlaMarks.Reached mark) {
        Ticket ticket = tickets.get(ticketId);
        MaintenancePlan plan = plans.require(ticket.application());
        List<Contact> people = reachable(Team.of(ticket, plan).people(), ticket, plan);
        people.forEach(contact -> mails.warn(ticket, plan, target, mark, contact));
        String names = String.join(", ", people.stream().map(Contact::name).toList());
        audit.add(new AuditEntry(
                ticketId,
                clock.instant(),
                AuditEntry.VIGIE,
                "warned of the " + target.code() + " due date",
                Map.of("due", mark.due().toString(), "to", names)));
    }

    private List<Contact> reachable(List<Contact> team, Ticket ticket, MaintenancePlan plan) {
        List<Contact> awake = plan.escalationOf(ticket.priority())
                .map(chain -> new QuietTimes(plan, chain).reachable(clock.instant(), team))
                .orElse(team);
        return awake.isEmpty() ? team : awake;
    }
}
