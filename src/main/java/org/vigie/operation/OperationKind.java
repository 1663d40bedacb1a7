package org.vigie.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.InvalidFieldException;

/** A kind of operation; each is a bean. Its process begins with {@code begin-operation} and ends with {@code end-operation}. */
public interface OperationKind {

    /** As in the API's address: plural, such as {@code backups}. */
    String id();

    /** Name of the message that starts its process; the correlation key is the operation's id. */
    String startMessage();

    /**
     * What it works on, such as {@code database/main}; nothing else may work on it meanwhile. May be empty.
     *
     * @throws org.vigie.shared.HintedException if the plan has no such thing
     */
    Set<String> resources(MaintenancePlan plan, Map<String, Object> input);

    /**
     * Checks what is asked for.
     *
     * @return the input with defaults filled in
     * @throws InvalidFieldException if a field is unknown or has a value that is not allowed
     */
    default Map<String, Object> accept(MaintenancePlan plan, Map<String, Object> input) {
        input.keySet().stream().findFirst().ifPresent(field -> {
            throw new InvalidFieldException(field, "is not a known field", "Send an empty JSON object.");
        });
        return input;
    }

    /** As {@link #accept(MaintenancePlan, Map)}, for kinds that also want to know who asks and on whose behalf. */
    default Map<String, Object> accept(MaintenancePlan plan, OperationRequest request) {
        return accept(plan, request.input());
    }

    /** The details of an operation as people see them at this moment, such as ages; what is kept is not changed. */
    default Map<String, Object> shown(Operation operation) {
        return operation.details();
    }

    /** Addresses of what else the API says about it, by name. */
    default Map<String, String> links(Operation operation) {
        return Map.of();
    }

    /** What is known of an operation that waits for a person, one sentence each, for people. */
    default List<String> questions(Operation operation) {
        return List.of();
    }

    /**
     * From when on one stands still that goes on and of which nothing has changed since {@code moved}: no step began or may still run,
     * no detail became another. A kind that rightly rests for longer, because a timer runs or others are at it, says so here.
     *
     * @param patience how long any operation may rest
     * @return {@link Instant#MAX}: never
     */
    default Instant standsFrom(Operation operation, MaintenancePlan plan, Instant moved, Duration patience) {
        return moved.plus(patience);
    }

    /**
     * Whether one that is under way can still be ended early.
     *
     * @throws org.vigie.shared.ConflictException if it has gone too far
     */
    default void requireCancellable(Operation operation) {}
}
