package org.vigie.crisis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationEnded;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.PublicIncident;
import org.vigie.statuspage.PublicText;
import org.vigie.statuspage.StatusPages;
import org.vigie.ticket.Impact;
import org.vigie.trouble.Troubles;

/**
 * Begins and ends crises. Every method can be called again and then changes nothing. Thread-safe.
 */
@Service
public class Crises {

    static final String RESOLVED = "crisis-resolved";
    static final String UPDATE_WANTED = "crisis-update-wanted";

    private static final String TROUBLE = "crisis-without-process";
    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final CrisisStore store;
    private final OperationRequests operationRequests;
    private final Operations operations;
    private final ProcessRequests processes;
    private final StatusPages pages;
    private final Plans plans;
    private final Troubles troubles;
    private final AuditTrail audit;
    private final Clock clock;

    Crises(
            CrisisStore store,
            OperationRequests operationRequests,
            Operations operations,
            ProcessRequests processes,
            StatusPages pages,
            Plans plans,
            Troubles troubles,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.operationRequests = operationRequests;
        this.operations = operations;
        this.processes = processes;
        this.pages = pages;
        this.plans = plans;
        this.troubles = troubles;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Begins the communication of an incident that is confirmed; its process starts after commit.
     *
     * @param incident id of the incident: there is one crisis of it at a time
     * @param since when the fault began
     * @return the id of the crisis
     */
    @Transactional
    public String begin(
            String application, String incident, Impact impact, List<String> components, Instant since, boolean drill) {
        Map<String, Object> input = Map.of(
                CrisisKind.INCIDENT,
                incident,
                CrisisKind.IMPACT,
                impact.id(),
                CrisisKind.COMPONENTS,
                components,
                CrisisKind.SINCE,
                since.toString(),
                CrisisKind.DRILL,
                drill);
        return operationRequests
                .request(new OperationRequest(
                        application, CrisisKind.ID, input, AuditEntry.VIGIE, "incident/" + incident, null))
                .id();
    }

    /**
     * Data is lost by the incident, which was not known when it began: no text says from now on that it is safe, and those who approve
     * texts are asked for one, unless they are already.
     */
    @Transactional
    public void losesData(String id) {
        operations.addDetails(id, Map.of(CrisisKind.IMPACT, Impact.DATA_LOSS.id()));
        if (store.losesData(id)) {
            audit.add(
                    new AuditEntry(id, clock.instant(), AuditEntry.VIGIE, "data is lost", Map.of()), id + "/data-lost");
            if (store.lastTurn(id).filter(turn -> turn.publishedAt() != null).isPresent()) {
                processes.request(new ProcessRequest(
                        "crisis/" + id + "/update/data-lost", UPDATE_WANTED, id, id, BUFFERED, Map.of()));
            }
        }
    }

    /** Shows on the page what the incident does to its components: a fact, for which nobody is asked. */
    @Transactional
    public Crisis show(String id) {
        // keeps what is learnt of it meanwhile waiting
        operations.addDetails(
                id,
                Map.of(
                        "drill",
                        Boolean.TRUE.equals(operations.require(id).input().get(CrisisKind.DRILL))));
        Operation operation = operations.require(id);
        Map<String, Object> input = operation.input();
        Object impact = operation.details().getOrDefault(CrisisKind.IMPACT, input.get(CrisisKind.IMPACT));
        Instant now = now();
        Object since = input.get(CrisisKind.SINCE);
        Instant openedAt = since == null ? now : earlier(Instant.parse(since.toString()), now);
        Crisis crisis = new Crisis(
                id,
                operation.application(),
                Objects.requireNonNullElse(input.get(CrisisKind.INCIDENT), id).toString(),
                Boolean.TRUE.equals(input.get(CrisisKind.DRILL)),
                Impact.find(String.valueOf(impact)).orElseThrow(),
                String.valueOf(input.get(CrisisKind.PRIORITY)),
                ((List<?>) input.get(CrisisKind.COMPONENTS))
                        .stream().map(String::valueOf).toList(),
                openedAt,
                null,
                null);
        store.insert(crisis);
        pages.open(
                new PublicIncident(
                        id,
                        crisis.application(),
                        crisis.drill(),
                        crisis.components(),
                        crisis.impact().id(),
                        openedAt,
                        null,
                        List.of()),
                crisis.impact() == Impact.SERVICE_DOWN ? ComponentState.DOWN : ComponentState.DEGRADED);
        operations.addDetails(
                id,
                Map.of(
                        "incident", crisis.incident(),
                        "priority", crisis.priority(),
                        "impact", crisis.impact().id(),
                        "drill", crisis.drill()));
        return require(id);
    }

    /**
     * The incident is over: the public is told, and the process goes on to its end. If its process is gone, the page is told here.
     *
     * @param by an account, or {@code vigie} for the checks
     */
    @Transactional
    public Crisis resolve(String id, Instant at, String by) {
        Crisis crisis = store.lock(id);
        Instant end = earlier(at.isBefore(crisis.openedAt()) ? crisis.openedAt() : at, now());
        if (store.resolve(id, end, by)) {
            audit.add(new AuditEntry(id, clock.instant(), by, "crisis resolved", Map.of("at", end.toString())));
            if (operations.require(id).status().isOver()) {
                pages.resolve(id, end, PublicText.NEUTRAL);
                troubles.clear(TROUBLE + ":" + id);
            } else {
                processes.request(
                        new ProcessRequest("crisis/" + id + "/resolved", RESOLVED, id, id, BUFFERED, Map.of()));
            }
        }
        return require(id);
    }

    /** As {@link #resolve(String, Instant, String)}, for what was begun for this incident. */
    @Transactional
    public void resolveIncident(String application, String incident, Instant at, String by) {
        store.openOf(application, incident).forEach(id -> resolve(id, at, by));
    }

    /**
     * Asks for a text now instead of at its time.
     *
     * @throws ConflictException if one waits for approval, or the crisis is over
     */
    @Transactional
    public void wantUpdate(String id, String by) {
        Crisis crisis = store.lock(id);
        if (crisis.resolvedAt() != null || operations.require(id).status().isOver()) {
            throw new ConflictException("crisis " + id + " is over", "Nothing is left to tell.");
        }
        if (store.lastTurn(id).map(turn -> turn.publishedAt() == null).orElse(true)) {
            throw new ConflictException(
                    "a text of crisis " + id + " waits for approval already", "Complete its task in Tasklist.");
        }
        audit.add(new AuditEntry(id, clock.instant(), by, "update wanted", Map.of()));
        processes.request(new ProcessRequest(
                "crisis/" + id + "/update/" + UUID.randomUUID(), UPDATE_WANTED, id, id, BUFFERED, Map.of()));
    }

    /** The crisis, which {@link #show} has begun. */
    public Crisis require(String id) {
        return store.find(id).orElseThrow();
    }

    /** The plan of its application. */
    public MaintenancePlan planOf(Crisis crisis) {
        return plans.require(crisis.application());
    }

    /** @throws NotFoundException if the application has none with this id that has begun */
    public Crisis requireOf(String application, String id) {
        return store.find(id)
                .filter(crisis -> crisis.application().equals(application))
                .orElseThrow(() -> new NotFoundException(
                        "there is no crisis " + id + " of " + application + " that has begun",
                        "List them with GET /api/applications/" + application + "/crises."));
    }

    /** Whoever cancelled the process in Operate did not tell the public. */
    @EventListener
    void on(OperationEnded event) {
        boolean isLost = event.kind().equals(CrisisKind.ID) && event.status() == OperationStatus.FAILED;
        if (isLost
                && store.find(event.operationId())
                        .filter(crisis -> crisis.resolvedAt() == null)
                        .isPresent()) {
            troubles.report(
                    TROUBLE + ":" + event.operationId(),
                    TROUBLE,
                    event.operationId(),
                    "the process of crisis " + event.operationId()
                            + " is gone and the status page still tells of the incident",
                    "When it is over, send POST /api/applications/" + event.application() + "/crises/"
                            + event.operationId() + "/resolution.",
                    null);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
