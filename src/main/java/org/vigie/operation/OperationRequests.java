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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.HintedException;
import org.vigie.shared.NotFoundException;

/** What is asked for becomes an operation: accepted once per key, with its targets taken and its process on the way. */
@Service
public class OperationRequests {

    private final OperationStore store;
    private final OperationKinds kinds;
    private final TargetLocks locks;
    private final Plans plans;
    private final ProcessRequests processes;
    private final OperationTrail trail;
    private final ObjectMapper canonical;
    private final Clock clock;

    OperationRequests(
            OperationStore store,
            OperationKinds kinds,
            TargetLocks locks,
            Plans plans,
            ProcessRequests processes,
            OperationTrail trail,
            ObjectMapper json,
            Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.locks = locks;
        this.plans = plans;
        this.processes = processes;
        this.trail = trail;
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
        String hash = hash(request.input());
        // what was accepted stays so, also if it would be refused by now
        Optional<OperationStore.Accepted> before =
                store.byRequest(request.application(), request.kind(), request.key());
        if (before.isPresent()) {
            return repeated(before.get(), hash);
        }
        Operation operation = newOperation(request, kind.accept(plan, request));
        if (!store.insert(operation, request.key(), hash, text(request.input().get("reason")))) {
            return repeated(
                    store.byRequest(request.application(), request.kind(), request.key())
                            .orElseThrow(),
                    hash);
        }
        locks.take(plan.application(), kind.resources(plan, operation.input()), operation.rootId());
        trail.add(operation, request.requestedBy(), kind.id() + " requested", operation.input());
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
        Operation operation = store.require(id);
        start(operation, kinds.require(operation.kind()), "/" + epoch);
    }

    private Operation newOperation(OperationRequest request, Map<String, Object> input) {
        String id = "op-" + UUID.randomUUID();
        String root = request.parentId() == null
                ? id
                : store.require(request.parentId()).rootId();
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
                null,
                Map.of());
    }

    private static Operation repeated(OperationStore.Accepted first, String hash) {
        if (!first.requestHash().equals(hash)) {
            throw new HintedException(
                    "the Idempotency-Key was used for another request: "
                            + first.operation().id(),
                    "Send a key of its own with each new request.");
        }
        return first.operation();
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
}
