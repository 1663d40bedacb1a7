package org.vigie.overview.web;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.OperationWords;
import org.vigie.shared.Sentences;

/**
 * An operation in a list, in the words of the reader.
 *
 * @param name its kind, and the version it is about
 * @param state {@code down} for one that failed, {@code degraded} for one that waits for a person, stands still or was held back, else
 *     {@code up}
 * @param stands since when it stands still; empty: it does not
 */
record OperationLine(
        String id,
        String application,
        String name,
        String status,
        String state,
        String by,
        String since,
        String stands,
        String outcome) {

    static OperationLine of(Operation operation, ZoneId zone, Moments moments) {
        Locale language = moments.words().language();
        OperationWords words = OperationWords.in(language);
        return new OperationLine(
                operation.id(),
                operation.application(),
                words.name(operation),
                words.status(operation.status()),
                operation.standsSince() == null ? state(operation.status()) : "degraded",
                operation.requestedBy(),
                moments.at(operation.requestedAt(), zone),
                moments.atOrNothing(operation.standsSince(), zone),
                Objects.requireNonNullElse(Sentences.in(language).sayIfAny(operation.outcome()), ""));
    }

    static String state(OperationStatus status) {
        return switch (status) {
            case FAILED -> "down";
            case WAITING, REFUSED, CANCELLED -> "degraded";
            case REQUESTED, RUNNING, SUCCEEDED -> "up";
        };
    }
}
