package org.vigie.operation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import io.camunda.client.exception.CamundaError;
import org.springframework.stereotype.Component;
import org.vigie.operation.Operations;

/** Binds a process instance to its operation. */
@Component
public class BeginOperationWorker {

    private final Operations operations;

    BeginOperationWorker(Operations operations) {
        this.operations = operations;
    }

    @JobWorker(type = "begin-operation")
    public void begin(@Variable String operationId, @ProcessInstanceKey long processInstanceKey) {
        if (!operations.begin(operationId, processInstanceKey)) {
            throw CamundaError.bpmnError(
                    "OPERATION_TAKEN",
                    "operation " + operationId + " is over or carried out by another process instance");
        }
    }
}
