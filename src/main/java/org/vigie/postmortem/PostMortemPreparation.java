package org.vigie.postmortem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.incident.Incident;
import org.vigie.incident.Incidents;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/** Binds a process instance to its post-mortem and writes what is known already. */
@Service
public class PostMortemPreparation {

    private final PostMortems postMortems;
    private final PostMortemRequests requests;
    private final PostMortemProcesses processes;
    private final TicketDesk tickets;
    private final Incidents incidents;
    private final AuditTrail audit;
    private final Plans plans;

    PostMortemPreparation(
            PostMortems postMortems,
            PostMortemRequests requests,
            PostMortemProcesses processes,
            TicketDesk tickets,
            Incidents incidents,
            AuditTrail audit,
            Plans plans) {
        this.postMortems = postMortems;
        this.requests = requests;
        this.processes = processes;
        this.tickets = tickets;
        this.incidents = incidents;
        this.audit = audit;
        this.plans = plans;
    }

    /**
     * What the author starts from.
     *
     * @param plan the plan of the ticket's application
     */
    public record Prepared(PostMortem postMortem, Ticket ticket, MaintenancePlan plan) {}

    /**
     * Claims the post-mortem for a process instance and prefills it from the ticket, its incident and what was recorded of both.
     *
     * @return empty if another process instance works on it or it is closed
     */
    @Transactional
    public Optional<Prepared> prepare(String postMortemId, long processInstanceKey) {
        PostMortem found = postMortems.lock(postMortemId);
        requests.started(postMortemId);
        boolean isNew = found.processInstanceKey() == null;
        if (found.status() == PostMortemStatus.CLOSED || !postMortems.claim(postMortemId, processInstanceKey)) {
            return Optional.empty();
        }
        if (isNew) {
            processes.adopted(postMortemId);
        }
        Ticket ticket = tickets.get(found.ticketId());
        MaintenancePlan plan = plans.require(ticket.application());
        if (found.status() == PostMortemStatus.REQUIRED) {
            Optional<Incident> incident =
                    Optional.ofNullable(found.incidentId()).flatMap(incidents::find);
            List<AuditEntry> history = new ArrayList<>(audit.of(ticket.id()));
            incident.map(Incident::id).map(audit::of).ifPresent(history::addAll);
            incident.map(Incident::recoveryId).map(audit::of).ifPresent(history::addAll);
            history.sort(Comparator.comparing(AuditEntry::at));
            TicketStory story = new TicketStory(ticket, incident.orElse(null), history, plan);
            postMortems.keep(postMortemId, PostMortemStatus.WRITING, story.sections());
        }
        return Optional.of(new Prepared(postMortems.require(postMortemId), ticket, plan));
    }
}
