package org.vigie.overview.web;

import java.time.ZoneId;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;

/**
 * An operation in a list.
 *
 * @param state {@code down} for one that failed, {@code degraded} for one that waits for a person, stands still or was held back, else
 *     {@code up}
 * @param stands since when it stands still; empty: it does not
 */
record OperationLine(
        String id,
        String application,
        String kind,
        String status,
        String state,
        String by,
        String since,
        String stands,
        String outcome) {

    static OperationLine of(Operation operation, ZoneId zone, Moments moments) {
        return new OperationLine(
                operation.id(),
                operation.application(),
                operation.kind(),
                operation.status().id(),
                operation.standsSince() == null ? state(operation.status()) : "degraded",
                operation.requestedBy(),
                moments.at(operation.requestedAt(), zone),
                moments.atOrNothing(operation.standsSince(), zone),
                operation.outcome() == null ? "" : operation.outcome());
    }

    static String state(OperationStatus status) {
        return switch (status) {
            case FAILED -> "down";
            case WAITING, REFUSED, CANCELLED -> "degraded";
            case REQUESTED, RUNNING, SUCCEEDED -> "up";
        };
    }
}
