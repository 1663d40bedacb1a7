package org.vigie.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.crisis.Crises;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.StatusPages;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/**
 * What goes on beside the work on an incident: the state on the status page, the ticket whose clock runs, the communication of a
 * critical one. Every method can be called again and then changes nothing.
 */
@Service
public class Surroundings {

    private static final int LONGEST_TITLE = 150;

    private final Incidents incidents;
    private final StatusPages pages;
    private final Crises crises;
    private final TicketIntake tickets;
    private final Clock clock;

    Surroundings(Incidents incidents, StatusPages pages, Crises crises, TicketIntake tickets, Clock clock) {
        this.incidents = incidents;
        this.pages = pages;
        this.crises = crises;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** It has begun. */
    @Transactional
    public Incident begun(String id) {
        Incident incident = incidents.ensure(id);
        ComponentState state = incident.impact() == Impact.SERVICE_DOWN ? ComponentState.DOWN : ComponentState.DEGRADED;
        incident.components()
                .forEach(
                        component -> pages.say(incident.application(), component, source(id), state, incident.since()));
        incidents.ticket(id, ticket(incident).id());
        if (incident.isCritical()) {
            incidents.crisis(
                    id,
                    crises.begin(
                            incident.application(),
                            id,
                            incident.impact(),
                            incident.components(),
                            incident.since(),
                            false));
        }
        return incidents.require(id);
    }

    /** It is over. The ticket goes on: nobody has said yet why it happened. */
    @Transactional
    public Incident over(String id) {
        Incident incident = incidents.require(id);
        Instant at = Objects.requireNonNullElseGet(incident.resolvedAt(), clock::instant);
        incident.components().forEach(component -> pages.withdraw(incident.application(), component, source(id), at));
        crises.resolveIncident(
                incident.application(), id, at, Objects.requireNonNullElse(incident.resolvedBy(), AuditEntry.VIGIE));
        return incident;
    }

    private Ticket ticket(Incident incident) {
        MaintenancePlan plan = incidents.planOf(incident);
        Contact reader = plan.contactsWithOrAll(ContactRole.DEVOPS).getFirst();
        return tickets.create(new NewTicket(
                incident.application(),
                title(incident),
                "Incident " + incident.id() + " since " + incident.since() + ". What Vigie found out: /api/incidents/"
                        + incident.id() + "/diagnosis",
                TicketType.CORRECTIVE,
                incident.impact(),
                Set.of(Label.BUG),
                new Reporter("Vigie", reader.email()),
                TicketSource.INCIDENT,
                "incident/" + incident.id()));
    }

    private static String title(Incident incident) {
        String title = "Incident: " + incident.title();
        return title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title;
    }

    private static String source(String id) {
        return "fault/" + id;
    }
}
