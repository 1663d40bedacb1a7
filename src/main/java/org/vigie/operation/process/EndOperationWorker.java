package org.vigie.operation.process;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.operation.CancelledSteps;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.shared.HintedException;

/** Ends an operation and frees its targets; the task header {@code status} says how it ended. */
@Component
public class EndOperationWorker {

    private final Operations operations;
    private final CancelledSteps commands;

    EndOperationWorker(Operations operations, CancelledSteps commands) {
        this.operations = operations;
        this.commands = commands;
    }

    /** The outcome is a sentence for people, the cause a stable code; both may be missing. */
    public record Input(
            String operationId,
            @Nullable String outcome,
            @Nullable String cause) {}

    @JobWorker(type = "end-operation")
    public void end(@VariablesAsType Input input, @CustomHeaders Map<String, String> headers) {
        OperationStatus status = status(headers.get("status"));
        commands.requireEnded(input.operationId());
        operations.end(input.operationId(), status, input.outcome(), input.cause());
    }

    private static OperationStatus status(@Nullable String header) {
        try {
            OperationStatus status = OperationStatus.of(String.valueOf(header));
            if (status.isOver()) {
                return status;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new HintedException(
                "the task header status is " + header,
                "Set it to succeeded, failed, cancelled or refused in the diagram.");
    }
}
