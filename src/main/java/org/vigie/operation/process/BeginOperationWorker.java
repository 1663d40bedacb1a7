package org.vigie.operation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import io.camunda.client.exception.CamundaError;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.operation.Operations;
import org.vigie.plan.Plans;

/** Binds a process instance to its operation, and names its application for the people whom it asks, in their language. */
@Component
public class BeginOperationWorker {

    private final Operations operations;
    private final Plans plans;

    BeginOperationWorker(Operations operations, Plans plans) {
        this.operations = operations;
        this.plans = plans;
    }

    @JobWorker(type = "begin-operation")
    public Map<String, Object> begin(@Variable String operationId, @ProcessInstanceKey long processInstanceKey) {
        if (!operations.begin(operationId, processInstanceKey)) {
            throw CamundaError.bpmnError(
                    "OPERATION_TAKEN",
                    "operation " + operationId + " is over or carried out by another process instance");
        }
        // a plan can be gone since it was asked for: the steps that need it say so
        return plans.find(operations.require(operationId).application())
                .map(plan -> Map.<String, Object>of(
                        "applicationName", plan.name(),
                        "language", plan.language().getLanguage()))
                .orElse(Map.of());
    }
}
