package org.vigie.operation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.OperationStep;
import org.vigie.operation.StepStatus;

/**
 * An operation as the API shows it.
 *
 * @param standsSince since when it stands still, where people are told of that; missing otherwise
 * @param steps in their order; missing in lists
 * @param log the last lines of its latest command; missing in lists
 * @param links by name: itself, its process in Operate
 * @param details own to the kind
 */
record OperationView(
        String id,
        String kind,
        String application,
        OperationStatus status,
        Map<String, Object> input,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String cause,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant standsSince,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Step> steps,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> log,
        Map<String, String> links,
        Map<String, Object> details) {

    record Step(
            String name,
            StepStatus status,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String detail) {

        static Step of(OperationStep step) {
            return new Step(step.name(), step.status(), step.startedAt(), step.endedAt(), step.detail());
        }
    }

    static OperationView of(
            Operation operation, Map<String, String> links, @Nullable List<Step> steps, @Nullable List<String> log) {
        return new OperationView(
                operation.id(),
                operation.kind(),
                operation.application(),
                operation.status(),
                operation.input(),
                operation.requestedBy(),
                operation.requestedAt(),
                operation.startedAt(),
                operation.endedAt(),
                operation.outcome(),
                operation.cause(),
                operation.standsSince(),
                steps,
                log,
                links,
                operation.details());
    }
}
