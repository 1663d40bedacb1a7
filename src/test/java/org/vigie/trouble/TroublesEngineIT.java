package org.vigie.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTest;

/** An incident of the real broker is listed, resolved over the API, and leaves the list when it is resolved elsewhere. */
@EngineTest
class TroublesEngineIT {

    @Autowired
    EngineRun engine;

    @Autowired
    CamundaClient client;

    private final AtomicReference<String> failure = new AtomicReference<>("the form is refused; hint: Correct it.");

    @Test
    void anIncidentIsRetriedFromTheList() {
        client.newDeployResourceCommand()
                .addProcessModel(
                        Bpmn.createExecutableProcess("troubled")
                                .startEvent()
                                .serviceTask("Task_Fail", task -> task.zeebeJobType("fail-for-trouble"))
                                .endEvent("EndEvent_Done")
                                .done(),
                        "troubled.bpmn")
                .send()
                .join();
        try (JobWorker worker = failing()) {
            assertThat(worker.isOpen()).isTrue();
            long instance = engine.startFromForm("troubled", Map.of());
            JsonNode trouble = awaitTrouble(instance);
            assertThat(trouble.path("message").asText())
                    .isEqualTo("Task_Fail of troubled stopped: the form is refused");
            assertThat(trouble.path("hint").asText()).isEqualTo("Correct it.");

            failure.set("");
            String key = trouble.path("key").asText();
            assertThat(engine.api()
                            .post("/api/troubles/" + key + "/retry", Map.of())
                            .status())
                    .isEqualTo(202);
            eventually().until(() -> engine.instance(instance).completed().contains("EndEvent_Done"));
            eventually().until(() -> open(instance).isEmpty());
            assertThat(engine.api()
                            .post("/api/troubles/" + key + "/retry", Map.of())
                            .status())
                    .isEqualTo(404);

            failure.set("the form is refused again");
            long other = engine.startFromForm("troubled", Map.of());
            awaitTrouble(other);
            client.newCancelInstanceCommand(other).send().join();
            eventually().until(() -> open(other).isEmpty());
        }
    }

    private JobWorker failing() {
        return client.newWorker()
                .jobType("fail-for-trouble")
                .handler((jobs, job) -> {
                    if (failure.get().isEmpty()) {
                        jobs.newCompleteCommand(job).send().join();
                    } else {
                        jobs.newFailCommand(job)
                                .retries(0)
                                .errorMessage(failure.get())
                                .send()
                                .join();
                    }
                })
                .open();
    }

    private JsonNode awaitTrouble(long instance) {
        return eventually().until(() -> open(instance), Optional::isPresent).orElseThrow();
    }

    private Optional<JsonNode> open(long instance) {
        JsonNode troubles = engine.api().get("/api/troubles").requireSuccess().body();
        return StreamSupport.stream(troubles.spliterator(), false)
                .filter(trouble -> trouble.path("link").asText().endsWith("/processes/" + instance))
                .findFirst();
    }
}
