package org.vigie.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.alert.Alert;
import org.vigie.alert.Alerts;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.Operations;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;
import org.vigie.ticket.Impact;

/**
 * Opens and ends incidents. Every method can be called again and then changes nothing. Thread-safe.
 */
@Service
public class Incidents {

    /** Told to the process when the fault may be over; it looks itself. */
    public static final String CALM = "incident-calm";

    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final IncidentRows rows;
    private final OperationRequests operationRequests;
    private final Operations operations;
    private final ProcessRequests processes;
    private final Alerts alerts;
    private final Plans plans;
    private final AuditTrail audit;
    private final Clock clock;

    Incidents(
            IncidentRows rows,
            OperationRequests operationRequests,
            Operations operations,
            ProcessRequests processes,
            Alerts alerts,
            Plans plans,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.operationRequests = operationRequests;
        this.operations = operations;
        this.processes = processes;
        this.alerts = alerts;
        this.plans = plans;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An alert joins the incident of its fault, and opens one if there is none; its process starts after commit.
     *
     * @param mayOpen whether it is serious and confirmed enough to open one
     * @return the incident; empty if it belongs to none
     */
    @Transactional
    public Optional<String> take(Alert alert, boolean mayOpen) {
        rows.lockFaults(alert.application());
        Optional<String> known = rows.openOf(alert.application(), alert.groupId(), alert.monitor())
                .map(Incident::id);
        if (known.isEmpty() && !mayOpen) {
            return Optional.empty();
        }
        String id = known.orElseGet(() -> open(alert));
        if (rows.join(id, alert.id(), alert.monitor(), now()) && known.isPresent()) {
            audit.add(
                    new AuditEntry(
                            id,
                            clock.instant(),
                            AuditEntry.VIGIE,
                            "alert joined",
                            Map.of("alert", Long.toString(alert.id()), "title", alert.title())),
                    id + "/alert/" + alert.id());
        }
        return Optional.of(id);
    }

    private String open(Alert alert) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put(IncidentKind.TITLE, alert.component() + ": " + alert.title());
        input.put(IncidentKind.IMPACT, Impact.SERVICE_DOWN.id());
        input.put(IncidentKind.ALERT_GROUP, alert.groupId());
        input.put(IncidentKind.SINCE, alert.startsAt().toString());
        input.put(
                IncidentKind.COMPONENTS,
                plans.require(alert.application()).statusPage().concernedBy(alert.monitor()));
        // what begins again after the end of an incident is another one of the same fault
        int number = rows.countOf(alert.application(), alert.groupId()) + 1;
        String id = operationRequests
                .request(new OperationRequest(
                        alert.application(),
                        IncidentKind.ID,
                        input,
                        AuditEntry.VIGIE,
                        "alert-group/" + alert.groupId() + "/" + number,
                        null))
                .id();
        return ensure(id).id();
    }

    /** The incident of an operation that was accepted. */
    @Transactional
    public Incident ensure(String id) {
        Operation operation = operations.require(id);
        Map<String, Object> input = operation.input();
        Instant since = Optional.ofNullable(input.get(IncidentKind.SINCE))
                .map(text -> Instant.parse(text.toString()))
                .filter(began -> began.isBefore(operation.requestedAt()))
                .orElse(operation.requestedAt());
        rows.insert(new Incident(
                id,
                operation.application(),
                String.valueOf(input.get(IncidentKind.TITLE)),
                Impact.find(String.valueOf(input.get(IncidentKind.IMPACT))).orElseThrow(),
                String.valueOf(input.get(IncidentKind.PRIORITY)),
                input.get(IncidentKind.ALERT_GROUP) instanceof Number group ? group.longValue() : null,
                ((List<?>) input.get(IncidentKind.COMPONENTS))
                        .stream().map(String::valueOf).toList(),
                since,
                operation.requestedAt(),
                operation.requestedBy(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return require(id);
    }

    /**
     * An alert that has joined concerns further components.
     *
     * @return those that the incident did not concern before
     */
    @Transactional
    public List<String> widen(String id, Alert alert) {
        List<String> concerned = plans.require(alert.application()).statusPage().concernedBy(alert.monitor());
        if (require(id).components().containsAll(concerned)) {
            return List.of();
        }
        List<String> before = rows.lock(id).components();
        List<String> added = concerned.stream()
                .filter(component -> !before.contains(component))
                .toList();
        rows.components(id, Stream.concat(before.stream(), added.stream()).toList());
        return added;
    }

    /** As {@link #ensure}, kept from others until the end of the transaction. */
    @Transactional
    public Incident begin(String id) {
        ensure(id);
        return rows.lock(id);
    }

    /** An alert is over: incidents of which none is left may be. */
    @Transactional
    public void alertOver(long alertId, Instant at) {
        for (Incident incident : rows.openWith(alertId)) {
            if (looksOver(rows.lock(incident.id()))) {
                calm(incident.id(), "alert-" + alertId + "/" + at.toEpochMilli());
            }
        }
    }

    /**
     * The recovery of a database begins. It belongs to the incident that asked for it, else to a critical one that goes on, else to one of
     * its own, whose process starts after commit. While it is under way, alerts of the application join that incident.
     *
     * @param recovery its operation
     * @param askedBy the incident that asked for it; null: a person did
     * @param title of an incident of its own
     * @param since when the data was lost
     */
    @Transactional
    public Incident recovering(Operation recovery, @Nullable String askedBy, String title, Instant since) {
        rows.lockFaults(recovery.application());
        Optional<Incident> known = rows.ofRecovery(recovery.id());
        if (known.isPresent()) {
            return known.get();
        }
        String id = rows.forRecovery(recovery.application(), askedBy)
                .map(Incident::id)
                .orElseGet(() -> open(recovery, title, since));
        rows.recovering(id, recovery.id());
        return require(id);
    }

    private String open(Operation recovery, String title, Instant since) {
        String id = operationRequests
                .request(new OperationRequest(
                        recovery.application(),
                        IncidentKind.ID,
                        Map.of(
                                IncidentKind.TITLE, title,
                                IncidentKind.IMPACT, Impact.DATA_LOSS.id(),
                                IncidentKind.RECOVERY, recovery.id(),
                                IncidentKind.SINCE, since.toString()),
                        AuditEntry.VIGIE,
                        "recovery/" + recovery.id(),
                        null))
                .id();
        return ensure(id).id();
    }

    /**
     * A recovery is over, and with it the incident that it opened, if it succeeded and no alert is left.
     *
     * @return the incident that it belongs to, kept from others until the end of the transaction; empty if it belongs to none
     */
    @Transactional
    public Optional<Incident> recovered(String recoveryId, boolean success) {
        Optional<Incident> incident = rows.ofRecovery(recoveryId);
        incident.filter(Incident::isRecovering).ifPresent(recovering -> {
            rows.recovered(recovering.id(), success);
            if (looksOver(rows.lock(recovering.id()))) {
                calm(recovering.id(), "recovery-" + recoveryId);
            }
        });
        return incident;
    }

    /**
     * A person says that it is over, whatever the checks tell.
     *
     * @throws ConflictException if it is already
     */
    @Transactional
    public Incident resolve(String id, String account, @Nullable String remark) {
        rows.lock(id);
        if (!rows.resolve(id, now(), account)) {
            throw new ConflictException("incident " + id + " is over", "Nothing is left to do.");
        }
        audit.add(
                new AuditEntry(
                        id,
                        clock.instant(),
                        account,
                        "incident resolved",
                        remark == null || remark.isBlank() ? Map.of() : Map.of("remark", remark)),
                id + "/resolved");
        calm(id, "resolved");
        return require(id);
    }

    private void calm(String id, String what) {
        processes.request(new ProcessRequest("incident/" + id + "/calm/" + what, CALM, id, id, BUFFERED, Map.of()));
    }

    /**
     * Whether it is over: a person said so, or all of its alerts are and no recovery is under way. Who asks has seen what was told of it.
     */
    @Transactional
    public boolean isOver(String id) {
        Incident incident = rows.lock(id);
        processes.seen(id, CALM);
        return looksOver(incident);
    }

    private boolean looksOver(Incident incident) {
        if (incident.resolvedAt() != null) {
            return true;
        }
        List<Long> joined = rows.alerts(incident.id());
        boolean isTold = !joined.isEmpty() || incident.endsWithRecovery();
        boolean isHealed = incident.endsWithRecovery()
                ? Boolean.TRUE.equals(incident.recoverySucceeded())
                : !incident.isRecovering();
        return isTold && isHealed && alerts.notOver(joined).isEmpty();
    }

    /**
     * The end by the checks, unless an alert of it has come back meanwhile; what comes back later is another incident.
     *
     * @return false if it goes on
     */
    @Transactional
    public boolean endIfOver(String id) {
        Incident before = require(id);
        // no alert joins meanwhile
        rows.lockFaults(before.application());
        if (!isOver(id)) {
            return false;
        }
        if (rows.resolve(id, now(), AuditEntry.VIGIE)) {
            audit.add(
                    new AuditEntry(id, clock.instant(), AuditEntry.VIGIE, "incident over by the checks", Map.of()),
                    id + "/resolved");
        }
        return true;
    }

    /** It is taken back. */
    @Transactional
    public void withdraw(String id) {
        ensure(id);
        rows.resolve(id, now(), AuditEntry.VIGIE);
    }

    /** Keeps what was found out. */
    @Transactional
    public void diagnosed(String id, String facts, String document) {
        rows.diagnosed(id, facts, document, now());
    }

    @Transactional
    public void ticket(String id, String ticketId) {
        rows.ticket(id, ticketId);
    }

    @Transactional
    public void crisis(String id, String crisisId) {
        rows.crisis(id, crisisId);
    }

    /** What was learnt of it is written there. */
    @Transactional
    public void postMortem(String id, String postMortemId) {
        rows.postMortem(id, postMortemId);
    }

    /** @throws NotFoundException if there is none */
    public Incident require(String id) {
        return rows.find(id).orElseThrow(() -> IncidentRows.unknown(id));
    }

    public Optional<Incident> find(String id) {
        return rows.find(id);
    }

    /** The alerts that joined it, oldest first. */
    public List<Alert> alertsOf(String id) {
        return alerts.all(rows.alerts(id));
    }

    /** What was found out, as JSON; empty before it was looked at. */
    public Optional<String> diagnosisOf(String id) {
        return rows.diagnosis(id);
    }

    /** The same as a document in Markdown. */
    public Optional<String> documentOf(String id) {
        return rows.document(id);
    }

    /** The plan of its application. */
    public MaintenancePlan planOf(Incident incident) {
        return plans.require(incident.application());
    }

    /** Whether one of another application goes on too: then the cause may be outside of both. */
    public boolean othersFail(String application) {
        return rows.openApplications().stream().anyMatch(other -> !other.equals(application));
    }

    /** Newest first; {@code before} is the id of the last one of the page before. */
    public List<Incident> list(@Nullable String application, boolean open, @Nullable String before, int limit) {
        return rows.list(application, open, before, limit);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
