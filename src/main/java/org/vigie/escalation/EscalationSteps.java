package org.vigie.escalation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.plan.Contact;
import org.vigie.plan.EscalationChain;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.HintedException;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/** Goes through the chain of contacts. Can be called again for the same step: nobody is told twice. */
@Service
public class EscalationSteps {

    private final Escalations escalations;
    private final EscalationStore store;
    private final EscalationMails mails;
    private final TicketDesk tickets;
    private final Plans plans;
    private final AuditTrail audit;
    private final Clock clock;

    EscalationSteps(
            Escalations escalations,
            EscalationStore store,
            EscalationMails mails,
            TicketDesk tickets,
            Plans plans,
            AuditTrail audit,
            Clock clock) {
        this.escalations = escalations;
        this.store = store;
        this.mails = mails;
        this.tickets = tickets;
        this.plans = plans;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What comes after {@code done} steps, by the chain of the ticket's present priority. A process that was started anew
     * goes on where the former one stood.
     *
     * @return over as well if another process works on the escalation
     * @throws HintedException if the plan has no chain for the priority
     */
    public NextStep next(String escalationId, int done, long processInstanceKey) {
        if (!escalations.claim(escalationId, processInstanceKey)) {
            return NextStep.over(done);
        }
        EscalationCase current = load(escalationId);
        Instant now = clock.instant();
        return store.lastTold(escalationId)
                .filter(told -> told.step() >= done)
                .map(told -> current.nextAfter(told.step(), told.at(), now))
                .orElseGet(() -> current.next(done, now));
    }

    /**
     * Tells the people of a step, unless the escalation is over.
     *
     * @param at the planned instant: who is in quiet hours then is left out
     */
    @Transactional
    public void tell(String escalationId, int step, Instant at) {
        EscalationCase current = load(escalationId);
        if (current.escalation().state() == Escalation.State.RUNNING) {
            for (Contact contact : current.quietTimes().reachable(at, current.recipients(step))) {
                mails.ask(current, step, contact);
                remember(current, step, contact);
            }
        }
    }

    /** Tells everybody of the chain that nobody acknowledged, unless somebody has. */
    @Transactional
    public void tellEverybody(String escalationId, int step, Instant at) {
        EscalationCase current = load(escalationId);
        Escalation.State state = current.escalation().state();
        if (state == Escalation.State.RUNNING || state == Escalation.State.EXHAUSTED) {
            List<Contact> reachable = current.quietTimes().reachable(at, current.everybody());
            reachable.forEach(contact -> mails.tellUnacknowledged(current, contact));
            reachable.forEach(contact -> remember(current, step, contact));
            escalations.exhausted(escalationId);
        }
    }

    /** Tells those who were asked before who takes care of it, as far as they may be told now. */
    public void tellAcknowledged(String escalationId) {
        EscalationCase current = load(escalationId);
        List<Contact> asked = store.told(escalationId).stream()
                .flatMap(id -> current.plan().contact(id).stream())
                .filter(contact -> !current.isAcknowledgedBy(contact))
                .toList();
        current.quietTimes()
                .reachable(clock.instant(), asked)
                .forEach(contact -> mails.tellAcknowledged(current, contact));
    }

    private void remember(EscalationCase current, int step, Contact contact) {
        String id = current.escalation().id();
        store.told(id, step, contact.id(), clock.instant());
        audit.add(
                new AuditEntry(
                        current.ticket().id(),
                        clock.instant(),
                        AuditEntry.VIGIE,
                        "escalation sent",
                        Map.of("escalation", id, "to", contact.name(), "channel", current.channelOf(contact))),
                "escalation/" + id + "/" + step + "/" + contact.id());
    }

    private EscalationCase load(String escalationId) {
        Escalation escalation = escalations.require(escalationId);
        Ticket ticket = tickets.get(escalation.ticketId());
        MaintenancePlan plan = plans.require(ticket.application());
        EscalationChain chain = plan.escalationOf(ticket.priority())
                .orElseThrow(() -> new HintedException(
                        "the plan of " + plan.application() + " has no escalation for " + ticket.priority(),
                        "Add it to the plan file, restart Vigie, then retry the job in Operate."));
        return new EscalationCase(escalation, ticket, plan, chain);
    }
}
