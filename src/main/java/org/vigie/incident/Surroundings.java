package org.vigie.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.alert.Alert;
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
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Surroundings(
            Incidents incidents,
            StatusPages pages,
            Crises crises,
            TicketIntake tickets,
            ApplicationEventPublisher events,
            Clock clock) {
        this.incidents = incidents;
        this.pages = pages;
        this.crises = crises;
        this.tickets = tickets;
        this.events = events;
        this.clock = clock;
    }

    /** It has begun. */
    @Transactional
    public Incident begun(String id) {
        Incident incident = incidents.begin(id);
        show(incident, incident.components(), incident.since());
        incidents.ticket(id, ticket(incident).id());
        if (incident.isCritical() && incident.crisisId() == null) {
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

    /** Its database is being recovered: what was written since the backup is lost, and the public may not be told otherwise. */
    @Transactional
    public void losesData(String id) {
        Incident incident = incidents.require(id);
        if (incident.crisisId() != null) {
            crises.losesData(incident.crisisId());
        }
    }

    /** An alert has joined it: what it concerns beside the others is shown, too. */
    @Transactional
    public void joined(String id, Alert alert) {
        List<String> added = incidents.widen(id, alert);
        Incident incident = incidents.require(id);
        // before it has begun nothing is shown, and then all of it is
        if (incident.ticketId() != null) {
            show(incident, added, alert.startsAt());
        }
    }

    private void show(Incident incident, List<String> components, Instant since) {
        boolean isDown = incident.impact() == Impact.SERVICE_DOWN || incident.isRecovering();
        ComponentState state = isDown ? ComponentState.DOWN : ComponentState.DEGRADED;
        components.forEach(
                component -> pages.say(incident.application(), component, source(incident.id()), state, since));
    }

    /** It is over. The ticket goes on: nobody has said yet why it happened. */
    @Transactional
    public Incident over(String id) {
        Incident incident = told(id);
        if (incident.ticketId() != null && incident.resolvedAt() != null) {
            events.publishEvent(
                    new IncidentOver(id, incident.application(), incident.ticketId(), incident.resolvedAt()));
        }
        return incident;
    }

    /** It was taken back: nothing is learnt of it. */
    @Transactional
    public void withdrawn(String id) {
        told(id);
    }

    private Incident told(String id) {
        Incident incident = incidents.require(id);
        Instant at = end(incident);
        incident.components().forEach(component -> pages.withdraw(incident.application(), component, source(id), at));
        crises.resolveIncident(
                incident.application(), id, at, Objects.requireNonNullElse(incident.resolvedBy(), AuditEntry.VIGIE));
        return incident;
    }

    /** When the last alert was over, where the checks ended it: that it stayed well for a while afterwards is no outage. */
    private Instant end(Incident incident) {
        Instant resolved = Objects.requireNonNullElseGet(incident.resolvedAt(), clock::instant);
        List<Alert> alerts = incidents.alertsOf(incident.id());
        boolean byTheChecks = AuditEntry.VIGIE.equals(incident.resolvedBy())
                && alerts.stream().noneMatch(alert -> alert.closedAt() == null);
        return byTheChecks
                ? alerts.stream()
                        .map(alert -> Objects.requireNonNull(alert.closedAt()))
                        .max(Comparator.naturalOrder())
                        .orElse(resolved)
                : resolved;
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
