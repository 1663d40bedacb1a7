package org.vigie.postmortem;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditTrail;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/** Binds a process instance to its post-mortem and writes what is known already. */
@Service
public class PostMortemPreparation {

    /** How long before the due date the first reminder goes out, unless the plan allows less than twice that. */
    private static final Duration NOTICE = Duration.ofDays(1);

    private final PostMortems postMortems;
    private final TicketDesk tickets;
    private final AuditTrail audit;
    private final Plans plans;

    PostMortemPreparation(PostMortems postMortems, TicketDesk tickets, AuditTrail audit, Plans plans) {
        this.postMortems = postMortems;
        this.tickets = tickets;
        this.audit = audit;
        this.plans = plans;
    }

    /**
     * What the author starts from.
     *
     * @param plan the plan of the ticket's application
     * @param remindAt when the first reminder is due
     */
    public record Prepared(PostMortem postMortem, Ticket ticket, MaintenancePlan plan, Instant remindAt) {}

    /**
     * Claims the post-mortem for a process instance and prefills it from the ticket and its audit trail.
     *
     * @return empty if another process instance works on it
     */
    @Transactional
    public Optional<Prepared> prepare(String postMortemId, long processInstanceKey) {
        PostMortem found = postMortems.lock(postMortemId);
        if (!postMortems.claim(postMortemId, processInstanceKey)) {
            return Optional.empty();
        }
        Ticket ticket = tickets.get(found.ticketId());
        MaintenancePlan plan = plans.require(ticket.application());
        if (found.status() == PostMortemStatus.REQUIRED) {
            TicketStory story = new TicketStory(ticket, audit.of(ticket.id()), plan);
            postMortems.keep(postMortemId, PostMortemStatus.WRITING, story.sections());
        }
        return Optional.of(new Prepared(postMortems.require(postMortemId), ticket, plan, remindAt(found)));
    }

    private static Instant remindAt(PostMortem postMortem) {
        Duration half =
                Duration.between(postMortem.createdAt(), postMortem.due()).dividedBy(2);
        return postMortem.due().minus(half.compareTo(NOTICE) < 0 ? half : NOTICE);
    }
}
