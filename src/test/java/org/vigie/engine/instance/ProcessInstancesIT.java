package org.vigie.engine.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.support.engine.EngineRun.eventually;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.vigie.engine.epoch.EngineRecognition;
import org.vigie.support.MutableClock;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTest;

/** The broker of version 8.6.0 says whether an instance runs, and a case whose instance was cancelled by hand is told. */
@EngineTest
class ProcessInstancesIT {

    @Autowired
    EngineRun engine;

    @Autowired
    CamundaClient client;

    @Autowired
    ProcessInstances instances;

    @Autowired
    EngineRecognition recognition;

    @BeforeEach
    void deploy() {
        client.newDeployResourceCommand()
                .addProcessModel(
                        Bpmn.createExecutableProcess("instances-waiting")
                                .startEvent()
                                .serviceTask("Wait", task -> task.zeebeJobType("nobody-works-on-this"))
                                .endEvent()
                                .done(),
                        "instances-waiting.bpmn")
                .addProcessModel(
                        Bpmn.createExecutableProcess("instances-ended")
                                .startEvent()
                                .endEvent()
                                .done(),
                        "instances-ended.bpmn")
                .addProcessModel(
                        Bpmn.createExecutableProcess("instances-incident")
                                .startEvent()
                                .zeebeOutputExpression("assert(missing, missing != null)", "copy")
                                .endEvent()
                                .done(),
                        "instances-incident.bpmn")
                .send()
                .join();
    }

    @Test
    void anInstanceExistsUntilItEndsOrIsCancelled() {
        long waiting = engine.startFromForm("instances-waiting", Map.of());
        assertThat(instances.exists(waiting)).isTrue();
        assertThat(instances.exists(waiting)).isTrue();
        client.newCancelInstanceCommand(waiting).send().join();
        eventually().until(() -> !instances.exists(waiting));

        long ended = engine.startFromForm("instances-ended", Map.of());
        eventually().until(() -> !instances.exists(ended));
        assertThat(instances.exists(ended + 1_000_000_000)).isFalse();

        long stopped = engine.startFromForm("instances-incident", Map.of());
        eventually().until(() -> !engine.instance(stopped).incidents().isEmpty());
        assertThat(instances.exists(stopped)).isTrue();
        client.newCancelInstanceCommand(stopped).send().join();
    }

    @Test
    void askingChangesNoVariable() {
        long waiting = engine.startFromForm("instances-waiting", Map.of("kept", "value"));
        instances.exists(waiting);
        client.newSetVariablesCommand(waiting)
                .variables(Map.of("marker", true))
                .send()
                .join();
        eventually().until(() -> engine.instance(waiting).variable("marker") != null);
        assertThat(engine.instance(waiting).variable("kept")).isEqualTo("\"value\"");
        client.newCancelInstanceCommand(waiting).send().join();
    }

    @Test
    void anEngineThatIsAwaySaysNothing() {
        try (CamundaClient lost = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://127.0.0.1:1"))
                .preferRestOverGrpc(false)
                .build()) {
            assertThatThrownBy(() -> new ProcessInstances(lost).exists(1)).isInstanceOf(ClientException.class);
        }
    }

    @Test
    void aCaseWhoseInstanceWasCancelledByHandIsToldWithinAMinute() {
        MutableClock clock = new MutableClock(Instant.parse("2030-03-01T09:00:00Z"));
        long cancelled = engine.startFromForm("instances-waiting", Map.of());
        long running = engine.startFromForm("instances-waiting", Map.of());
        List<OpenCase> lost = new ArrayList<>();
        WatchedCases cases = new WatchedCases() {
            @Override
            public String kind() {
                return "test";
            }

            @Override
            public List<OpenCase> open(String afterId, int limit) {
                return Stream.of(
                                new OpenCase(
                                        "cancelled", cancelled, clock.instant().minusSeconds(60)),
                                new OpenCase("running", running, clock.instant().minusSeconds(60)))
                        .filter(open -> open.id().compareTo(afterId) > 0)
                        .limit(limit)
                        .toList();
            }

            @Override
            public void lost(OpenCase gone) {
                lost.add(gone);
            }
        };
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("cases", cases));
        CaseWatch watch = new CaseWatch(beans.getBeanProvider(WatchedCases.class), instances, recognition, clock);
        client.newCancelInstanceCommand(cancelled).send().join();
        for (int second = 0; second < 60; second++) {
            watch.look();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(lost).extracting(OpenCase::id).containsOnly("cancelled");
        client.newCancelInstanceCommand(running).send().join();
    }
}
