package org.vigie.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.shared.NotFoundException;

/**
 * The life of operations: asked for, begun and ended by their process, cancelled by people. Every method can be called again
 * and then changes nothing.
 */
@Service
public class Operations {

    static final String CANCELLED_MESSAGE = "operation-cancelled";

    private final OperationStore store;
    private final OperationStepStore steps;
    private final OperationKinds kinds;
    private final TargetLocks locks;
    private final Plans plans;
    private final ProcessRequests processes;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final ObjectMapper canonical;
    private final Clock clock;

    Operations(
            OperationStore store,
            OperationStepStore steps,
            OperationKinds kinds,
            TargetLocks locks,
            Plans plans,
            ProcessRequests processes,
            AuditTrail audit,
            ApplicationEventPublisher events,
            ObjectMapper json,
            Clock clock) {
        this.store = store;
        this.steps = steps;
        this.kinds = kinds;
        this.locks = locks;
        this.plans = plans;
        this.processes = processes;
        this.audit = audit;
        this.events = events;
        this.canonical = json.copy().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
        this.clock = clock;
    }

    /**
     * Accepts an operation, takes its targets and starts its process after commit; works while the engine is away.
     *
     * @return the operation, or the one that was accepted before under the same key
     * @throws NotFoundException if there is no such application or kind
     * @throws TargetHeldException naming who works on its targets
     * @throws HintedException if the key was used with another body
     */
    @Transactional
    public Operation request(OperationRequest request) {
        OperationKind kind = kinds.require(request.kind());
        MaintenancePlan plan = plans.find(request.application())
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + request.application(), "Applications have a plan file each."));
        Operation operation = newOperation(request, kind.accept(plan, request.input()));
        String hash = hash(request.input());
        if (!store.insert(operation, request.key(), hash, text(request.input().get("reason")))) {
            return repeated(request, hash);
        }
        locks.take(plan.application(), kind.resources(plan, operation.input()), operation.rootId());
        audit(operation, request.requestedBy(), kind.id() + " requested", operation.input());
        start(operation, kind, "");
        return operation;
    }

    private void start(Operation operation, OperationKind kind, String turn) {
        // not buffered: while an instance with the same key runs, a repeated start is dropped
        processes.request(new ProcessRequest(
                "operation/" + operation.id() + "/start" + turn,
                kind.startMessage(),
                operation.id(),
                operation.id(),
                Duration.ZERO,
                Map.of("operationId", operation.id(), "application", operation.application())));
    }

    /** Its process went with its engine: it is begun again from the start, and what was done is found done. */
    @Transactional
    void startAnew(String id, int epoch) {
        Operation operation = require(id);
        start(operation, kinds.require(operation.kind()), "/" + epoch);
    }

    private Operation newOperation(OperationRequest request, Map<String, Object> input) {
        String id = "op-" + UUID.randomUUID();
        String root =
                request.parentId() == null ? id : require(request.parentId()).rootId();
        // the database keeps microseconds; the answer must not claim more
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Operation(
                id,
                request.kind(),
                request.application(),
                OperationStatus.REQUESTED,
                input,
                request.requestedBy(),
                now,
                root,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    private Operation repeated(OperationRequest request, String hash) {
        OperationStore.Accepted first = store.byRequest(request.application(), request.kind(), request.key());
        if (!first.requestHash().equals(hash)) {
            throw new HintedException(
                    "the Idempotency-Key was used for another request: "
                            + first.operation().id(),
                    "Send a key of its own with each new request.");
        }
        return first.operation();
    }

    /**
     * The process of an operation begins.
     *
     * @return false if the operation is over, or another process instance carries it out
     */
    @Transactional
    public boolean begin(String id, long processInstanceKey) {
        String start = kinds.require(require(id).kind()).startMessage();
        processes.unseen(id).stream()
                .filter(request -> request.message().equals(start))
                .forEach(request -> processes.seen(request.id()));
        return store.begin(id, processInstanceKey, clock.instant());
    }

    /** A person is asked: others may work on the targets meanwhile. */
    @Transactional
    public void waiting(String id) {
        Operation operation = lockOpen(id);
        store.status(id, OperationStatus.WAITING);
        if (operation.rootId().equals(id)) {
            locks.release(id);
        }
    }

    /**
     * The person has answered.
     *
     * @throws TargetHeldException if somebody else works on the targets by now
     */
    @Transactional
    public void resume(String id) {
        Operation operation = lockOpen(id);
        MaintenancePlan plan = plans.require(operation.application());
        locks.take(
                operation.application(),
                kinds.require(operation.kind()).resources(plan, operation.input()),
                operation.rootId());
        store.status(id, OperationStatus.RUNNING);
    }

    /** Keeps something of its kind's own; later values of a name replace earlier ones. */
    @Transactional
    public void addDetails(String id, Map<String, ?> details) {
        store.addDetails(id, details);
    }

    /**
     * Ends an operation and frees what it holds.
     *
     * @param outcome a sentence for people
     * @param cause a stable code if it did not succeed
     */
    @Transactional
    public void end(String id, OperationStatus status, @Nullable String outcome, @Nullable String cause) {
        Instant now = clock.instant();
        if (store.end(id, status, outcome, cause, now)) {
            Operation ended = require(id);
            steps.endAll(id, "the operation ended", now);
            locks.release(id);
            processes.withdraw(id);
            audit(
                    ended,
                    AuditEntry.VIGIE,
                    ended.kind() + " " + status.id(),
                    cause == null ? Map.of() : Map.of("cause", cause, "outcome", String.valueOf(outcome)));
            events.publishEvent(new OperationEnded(id, ended.kind(), ended.application(), status));
        }
    }

    /**
     * Asks for the end of an operation. One that has not begun ends at once; else its process ends it, commands included.
     *
     * @throws ConflictException if it is over
     */
    @Transactional
    public Operation cancel(String id, String account) {
        Operation operation = lock(id);
        if (operation.status().isOver()) {
            throw new ConflictException(
                    "operation " + id + " is " + operation.status().id(), "Nothing is left to do.");
        }
        store.cancel(id, account);
        audit(operation, account, operation.kind() + " cancellation requested", Map.of());
        if (operation.processInstanceKey() == null) {
            end(id, OperationStatus.CANCELLED, "cancelled by " + account + " before it began", "cancelled");
        } else {
            events.publishEvent(new CancellationRequested(id));
            processes.request(new ProcessRequest(
                    "operation/" + id + "/cancel", CANCELLED_MESSAGE, id, id, Duration.ofMinutes(1), Map.of()));
        }
        return require(id);
    }

    /** Whether somebody asked for its end. */
    public boolean isCancelled(String id) {
        return store.isCancelled(id);
    }

    /** @throws NotFoundException if there is none with this id */
    public Operation require(String id) {
        return store.find(id).orElseThrow(() -> unknown(id));
    }

    /** The parts of an operation in their order. */
    public List<OperationStep> steps(String id) {
        return steps.of(id);
    }

    /** Newest first; {@code before} is the id of the last one of the page before. */
    public List<Operation> list(
            String application, String kind, @Nullable OperationStatus status, @Nullable String before, int limit) {
        kinds.require(kind);
        return store.list(application, kind, status == null ? null : status.id(), before, limit);
    }

    private Operation lockOpen(String id) {
        Operation operation = lock(id);
        if (operation.status().isOver()) {
            throw new ConflictException("operation " + id + " is over", "Nothing is left to do.");
        }
        return operation;
    }

    private Operation lock(String id) {
        return store.lock(id).orElseThrow(() -> unknown(id));
    }

    private void audit(Operation operation, String actor, String action, Map<String, ?> details) {
        audit.add(
                new AuditEntry(operation.id(), clock.instant(), actor, action, texts(details)),
                operation.id() + "/" + action);
    }

    private static Map<String, String> texts(Map<String, ?> details) {
        return details.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }

    private String hash(Map<String, Object> input) {
        try {
            byte[] body = canonical.writeValueAsString(input).getBytes(UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static NotFoundException unknown(String id) {
        return new NotFoundException("there is no operation " + id, "List the operations of the application.");
    }
}
