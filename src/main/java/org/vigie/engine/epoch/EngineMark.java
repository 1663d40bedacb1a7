package org.vigie.engine.epoch;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;

/** A process by which an engine is recognised: an engine that was set up anew does not know it. */
class EngineMark {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PROCESS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                targetNamespace="https://vigie.org/engine">
              <bpmn:process id="%s" name="(internal) identity of this engine" isExecutable="true">
                <bpmn:startEvent id="StartEvent_Asked">
                  <bpmn:outgoing>SequenceFlow_Answer</bpmn:outgoing>
                </bpmn:startEvent>
                <bpmn:endEvent id="EndEvent_Known">
                  <bpmn:incoming>SequenceFlow_Answer</bpmn:incoming>
                </bpmn:endEvent>
                <bpmn:sequenceFlow id="SequenceFlow_Answer" sourceRef="StartEvent_Asked" targetRef="EndEvent_Known" />
              </bpmn:process>
            </bpmn:definitions>
            """;

    private final CamundaClient client;

    EngineMark(CamundaClient client) {
        this.client = client;
    }

    /**
     * Whether the engine has the process, which runs through it at once.
     *
     * @throws RuntimeException if the engine does not say
     */
    boolean isKnown(String processId) {
        try {
            client.newCreateInstanceCommand()
                    .bpmnProcessId(processId)
                    .latestVersion()
                    .requestTimeout(PATIENCE)
                    .send()
                    .join();
            return true;
        } catch (ClientStatusException e) {
            if (e.getStatusCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    void set(String processId) {
        client.newDeployResourceCommand()
                .addResourceStringUtf8(PROCESS.formatted(processId), processId + ".bpmn")
                .requestTimeout(PATIENCE)
                .send()
                .join();
    }
}
