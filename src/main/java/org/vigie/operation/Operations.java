package org.vigie.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;

/**
 * The life of operations that were accepted: begun and ended by their process, cancelled by people. Every method can be called
 * again and then changes nothing.
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
    private final OperationTrail trail;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Operations(
            OperationStore store,
            OperationStepStore steps,
            OperationKinds kinds,
            TargetLocks locks,
            Plans plans,
            ProcessRequests processes,
            OperationTrail trail,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.steps = steps;
        this.kinds = kinds;
        this.locks = locks;
        this.plans = plans;
        this.processes = processes;
        this.trail = trail;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The process of an operation begins.
     *
     * @return false if the operation is over, or another process instance carries it out
     */
    @Transactional
    public boolean begin(String id, long processInstanceKey) {
        String start = kinds.require(require(id).kind()).startMessage();
        processes.seen(id, start);
        return store.begin(id, processInstanceKey, clock.instant());
    }

    /** A person is asked: others may work on the targets meanwhile. */
    @Transactional
    public void waiting(String id) {
        Operation operation = lockOpen(id);
        store.status(id, OperationStatus.WAITING, clock.instant());
        if (operation.rootId().equals(id)) {
            locks.release(id);
        }
    }

    /** A person is asked about what goes on meanwhile: the targets stay held. */
    @Transactional
    public void asking(String id) {
        lockOpen(id);
        store.status(id, OperationStatus.WAITING, clock.instant());
    }

    /** The person has answered, and the targets were held all the time. */
    @Transactional
    public void goOn(String id) {
        lockOpen(id);
        store.status(id, OperationStatus.RUNNING, clock.instant());
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
        store.status(id, OperationStatus.RUNNING, clock.instant());
    }

    /** Keeps something of its kind's own; later values of a name replace earlier ones. */
    @Transactional
    public void addDetails(String id, Map<String, ?> details) {
        store.addDetails(id, details, clock.instant());
    }

    /**
     * Keeps that an operation goes too far to be ended early, unless somebody asked for its end before: what is kept here is what
     * {@link OperationKind#requireCancellable} sees from then on.
     *
     * @return false if somebody asked for its end, or it is over; nothing is kept then
     */
    @Transactional
    public boolean passPointOfNoReturn(String id, Map<String, ?> details) {
        Operation operation = store.lock(id);
        if (operation.status().isOver() || store.isCancelled(id)) {
            return false;
        }
        store.addDetails(id, details, clock.instant());
        return true;
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
            trail.add(
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
     * @throws ConflictException if it is over, or has gone too far to be ended early
     */
    @Transactional
    public Operation cancel(String id, String account) {
        Operation operation = store.lock(id);
        if (operation.status().isOver()) {
            throw new ConflictException(
                    "operation " + id + " is " + operation.status().id(), "Nothing is left to do.");
        }
        kinds.require(operation.kind()).requireCancellable(operation);
        store.cancel(id, account);
        trail.add(operation, account, operation.kind() + " cancellation requested", Map.of());
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
        return store.require(id);
    }

    /** The parts of an operation in their order. */
    public List<OperationStep> steps(String id) {
        return steps.of(id);
    }

    /** The operation with this id. */
    public Optional<Operation> find(String id) {
        return store.find(id);
    }

    /** The operations that go on under the hold of another one, oldest first. */
    public List<Operation> openChildren(String rootId) {
        return store.openChildren(rootId);
    }

    /** Newest first; {@code before} is the id of the last one of the page before. */
    public List<Operation> list(
            String application, String kind, @Nullable OperationStatus status, @Nullable String before, int limit) {
        kinds.require(kind);
        return store.list(application, kind, status == null ? null : status.id(), before, limit);
    }

    /** Those of all applications and kinds that go on, newest first. */
    public List<Operation> open(int limit) {
        return store.open(limit);
    }

    /** Those of an application, of all kinds, newest first. */
    public List<Operation> latest(String application, int limit) {
        return store.latest(application, limit);
    }

    /** An operation with its details as they are at this moment. */
    public Operation shown(Operation operation) {
        return operation.withDetails(kinds.require(operation.kind()).shown(operation));
    }

    /** Addresses of what else the API says about an operation, by name. */
    public Map<String, String> links(Operation operation) {
        return kinds.require(operation.kind()).links(operation);
    }

    /** From when on an operation stands still of which nothing has changed since {@code moved}; {@link Instant#MAX}: never. */
    public Instant standsFrom(Operation operation, MaintenancePlan plan, Instant moved, Duration patience) {
        return kinds.require(operation.kind()).standsFrom(operation, plan, moved, patience);
    }

    /** What is known of an operation that waits for a person, one sentence each, for people. */
    public List<String> questions(Operation operation) {
        return kinds.require(operation.kind()).questions(operation);
    }

    private Operation lockOpen(String id) {
        Operation operation = store.lock(id);
        if (operation.status().isOver()) {
            throw new ConflictException("operation " + id + " is over", "Nothing is left to do.");
        }
        return operation;
    }
}
