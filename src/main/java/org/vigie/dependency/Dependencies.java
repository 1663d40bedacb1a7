package org.vigie.dependency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.event.AfterCommit;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketClosed;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/** The life of findings: each is one flaw or one set of updates, has one ticket with a due date, and ends with it. */
@Service
public class Dependencies {

    static final String ADVISORY = "advisory";
    static final String UPDATE = "update";
    static final String FOUND = "dependency-found";
    static final String SETTLED = "dependency-settled";

    private static final String SOURCE = "dependency";
    private static final Duration BUFFERED = Duration.ofDays(1);
    private static final int LONGEST_TITLE = 150;
    private static final int LATEST = 200;

    private final DependencyStore store;
    private final DependencyProcesses processes;
    private final TicketIntake tickets;
    private final ProcessRequests requests;
    private final Notices notices;
    private final Alerts alerts;
    private final Plans plans;
    private final AuditTrail audit;
    private final Clock clock;

    Dependencies(
            DependencyStore store,
            DependencyProcesses processes,
            TicketIntake tickets,
            ProcessRequests requests,
            Notices notices,
            Alerts alerts,
            Plans plans,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.processes = processes;
        this.tickets = tickets;
        this.requests = requests;
        this.notices = notices;
        this.alerts = alerts;
        this.plans = plans;
        this.audit = audit;
        this.clock = clock;
    }

    /** Flaws have mails of their own; that there are updates is good to know. */
    private void tell(DependencyFinding opened) {
        String fingerprint = SOURCE + "/" + opened.application() + "/" + opened.id();
        alerts.news(new AlertSignal(
                fingerprint,
                clock.instant(),
                opened.application(),
                SOURCE,
                AlertKind.UPDATE_AVAILABLE,
                null,
                opened.id(),
                null,
                null,
                opened.title(),
                null,
                fingerprint));
    }

    /** How many findings are new, and how many were known. */
    record Taken(int opened, int known) {}

    /** Takes over what a tool reported: a flaw that is known under one of its names, and updates that wait already, open nothing new. */
    @Transactional
    Taken take(String application, String ecosystem, List<Found> all) {
        store.lock(application);
        int opened = 0;
        int known = 0;
        for (Found flaw : all.stream().filter(Found::advisory).toList()) {
            if (take(application, ADVISORY, ecosystem, flaw.name(), flaw.severity(), flaw.ids(), List.of(flaw))) {
                opened++;
            } else {
                known++;
            }
        }
        for (boolean major : List.of(false, true)) {
            List<Found> updates = all.stream()
                    .filter(found -> !found.advisory() && found.isMajor() == major)
                    .toList();
            String size = major ? "major" : "minor";
            if (!updates.isEmpty()) {
                if (take(application, UPDATE, ecosystem, size, "unknown", Set.of(ecosystem + "/" + size), updates)) {
                    opened++;
                } else {
                    known++;
                }
            }
        }
        return new Taken(opened, known);
    }

    private boolean take(
            String application,
            String kind,
            String ecosystem,
            String subject,
            String severity,
            Set<String> aliases,
            List<Found> found) {
        String details =
                String.join("\n", found.stream().map(Found::line).toList()).replace("\0", "");
        Optional<DependencyFinding> before = store.known(application, kind, subject, aliases);
        if (before.isPresent()) {
            store.aliases(before.get().id(), aliases);
            store.seen(before.get().id(), details, clock.instant());
            return false;
        }
        String title = kind.equals(ADVISORY)
                ? "Flaw in " + subject + " (" + String.join(", ", new TreeSet<>(aliases)) + ")"
                : found.size() + " " + subject + " updates of " + ecosystem;
        DependencyFinding opened =
                store.insert(application, kind, ecosystem, subject, severity, cut(title), details, clock.instant());
        store.aliases(opened.id(), aliases);
        add(opened.id(), "dependency finding", Map.of("title", opened.title(), "severity", severity));
        start(opened.id(), "");
        if (kind.equals(UPDATE)) {
            tell(opened);
        }
        return true;
    }

    private static String cut(String title) {
        String line = title.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE) + "…";
    }

    /** Asks for a process that carries it out. */
    void start(String id, String turn) {
        DependencyFinding finding = store.require(id);
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("findingId", id);
        variables.put("application", finding.application());
        variables.put("kind", finding.kind());
        variables.put("severity", finding.severity());
        variables.put("size", finding.kind().equals(UPDATE) ? finding.subject() : "minor");
        requests.request(
                new ProcessRequest("dependency/" + id + "/start" + turn, FOUND, id, id, Duration.ZERO, variables));
    }

    /**
     * Opens the ticket of a finding. Can be called again, and then changes nothing.
     *
     * @param urgency critical, important or minor
     * @param within how long it may stay open, counted from when it was found first
     * @return the finding with its ticket; empty if it is over or another process carries it out
     */
    @Transactional
    public Optional<DependencyFinding> open(
            String id, long processInstanceKey, String urgency, String within, String impact) {
        requests.seen(id, FOUND);
        DependencyFinding finding = store.locked(id);
        if (!store.claim(id, processInstanceKey)) {
            return Optional.empty();
        }
        processes.adopted(id);
        if (finding.ticketId() != null) {
            return Optional.of(finding);
        }
        MaintenancePlan plan = plans.require(finding.application());
        Instant due = PlanDuration.parse(within).after(finding.firstSeen(), plan.timeZone());
        Contact reader = plan.contactsWithOrAll(ContactRole.SECURITY).getFirst();
        Ticket ticket = tickets.create(new NewTicket(
                finding.application(),
                finding.title(),
                "To be mended by " + LocalTimes.of(plan).moment(due) + " (" + urgency + ", " + id + ").\n\n"
                        + finding.details(),
                TicketType.PREVENTIVE,
                Impact.find(impact).orElse(Impact.IMPROVEMENT),
                finding.kind().equals(ADVISORY) ? Set.of(Label.SECURITY) : Set.of(Label.TECH_DEBT),
                new Reporter("Vigie", reader.email()),
                TicketSource.DEPENDENCY,
                "dependency/" + id));
        store.ticket(id, urgency, ticket.id(), due);
        add(id, "ticket opened", Map.of("ticket", ticket.id(), "urgency", urgency, "due", due.toString()));
        return Optional.of(store.require(id));
    }

    /** The due date has passed and the ticket is open: the technical lead and security are told, once. */
    @Transactional
    public void overdue(String id) {
        DependencyFinding finding = store.require(id);
        if (finding.closedAt() != null) {
            return;
        }
        MaintenancePlan plan = plans.require(finding.application());
        List<Contact> people = new ArrayList<>(plan.contactsWithOrAll(ContactRole.TECHNICAL_LEAD));
        plan.contactsWith(ContactRole.SECURITY).stream()
                .filter(contact -> !people.contains(contact))
                .forEach(people::add);
        add(id, "dependency finding overdue", Map.of());
        for (Contact contact : people) {
            notices.tell(Notice.mail(
                    id + "/overdue/" + contact.id(),
                    plan.application(),
                    id,
                    Recipient.of(contact),
                    plan.language(),
                    "dependency-overdue",
                    Map.of(
                            "contact", contact.name(),
                            "application", plan.name(),
                            "title", finding.title(),
                            "ticket", String.valueOf(finding.ticketId()),
                            "due", LocalTimes.of(plan).moment(finding.dueAt()))));
        }
    }

    @AfterCommit(id = "dependency.settle")
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(TicketClosed event) {
        store.ofTicket(event.ticketId()).ifPresent(this::settle);
    }

    private void settle(String id) {
        if (store.close(id, clock.instant())) {
            processes.adopted(id);
            add(id, "dependency finding settled", Map.of());
            requests.request(new ProcessRequest("dependency/" + id + "/settled", SETTLED, id, id, BUFFERED, Map.of()));
        }
    }

    /** The process has heard that it is settled. */
    @Transactional
    public void heard(String id) {
        requests.seen(id, SETTLED);
    }

    /**
     * Those of an application, open ones first.
     *
     * @throws NotFoundException if there is no such application
     */
    public List<DependencyFinding> of(String application) {
        if (plans.find(application).isEmpty()) {
            throw new NotFoundException(
                    "there is no application " + application, "Applications have a plan file each.");
        }
        return store.list(application, LATEST);
    }

    private void add(String id, String action, Map<String, String> details) {
        audit.add(new AuditEntry(id, clock.instant(), AuditEntry.VIGIE, action, details), id + "/" + action);
    }
}
