package org.vigie.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.support.MutableClock;
import org.vigie.support.engine.TestEngine;

/** Requests that are made while the broker is killed, or whose message is lost, reach their process once. */
@Timeout(180)
class ProcessRequestsIT {

    private static final String MODEL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://vigie.org/test">
              <bpmn:process id="asked" isExecutable="true">
                <bpmn:startEvent id="Asked">
                  <bpmn:outgoing>a</bpmn:outgoing>
                  <bpmn:messageEventDefinition messageRef="Message_Asked" />
                </bpmn:startEvent>
                <bpmn:sequenceFlow id="a" sourceRef="Asked" targetRef="Act" />
                <bpmn:serviceTask id="Act">
                  <bpmn:extensionElements><zeebe:taskDefinition type="act" retries="3" /></bpmn:extensionElements>
                  <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
                </bpmn:serviceTask>
                <bpmn:sequenceFlow id="b" sourceRef="Act" targetRef="Wait" />
                <bpmn:intermediateCatchEvent id="Wait">
                  <bpmn:incoming>b</bpmn:incoming><bpmn:outgoing>c</bpmn:outgoing>
                  <bpmn:messageEventDefinition messageRef="Message_Answered" />
                </bpmn:intermediateCatchEvent>
                <bpmn:sequenceFlow id="c" sourceRef="Wait" targetRef="ActAgain" />
                <bpmn:serviceTask id="ActAgain">
                  <bpmn:extensionElements><zeebe:taskDefinition type="act" retries="3" /></bpmn:extensionElements>
                  <bpmn:incoming>c</bpmn:incoming><bpmn:outgoing>d</bpmn:outgoing>
                </bpmn:serviceTask>
                <bpmn:sequenceFlow id="d" sourceRef="ActAgain" targetRef="End" />
                <bpmn:endEvent id="End"><bpmn:incoming>d</bpmn:incoming></bpmn:endEvent>
              </bpmn:process>
              <bpmn:message id="Message_Asked" name="asked" />
              <bpmn:message id="Message_Answered" name="answered">
                <bpmn:extensionElements><zeebe:subscription correlationKey="=caseId" /></bpmn:extensionElements>
              </bpmn:message>
            </bpmn:definitions>
            """;

    private final RequestDatabase database = new RequestDatabase();
    private final MutableClock clock = new MutableClock(Clock.systemUTC().instant());
    private final ScheduledExecutorService sweeps = Executors.newSingleThreadScheduledExecutor();
    private TestEngine engine;
    private CamundaClient client;
    private RequestDispatcher dispatcher;
    private ProcessRequests requests;

    @BeforeEach
    void start() {
        engine = TestEngine.start();
        client = engine.client();
        client.newDeployResourceCommand()
                .addResourceStringUtf8(MODEL, "asked.bpmn")
                .send()
                .join();
        dispatcher = new RequestDispatcher(database.requestStore(), TestMessages.to(client), clock);
        requests = database.requests(dispatcher, clock);
        // a second passes for the requests with every sweep
        sweeps.scheduleWithFixedDelay(
                () -> {
                    clock.advance(Duration.ofSeconds(1));
                    dispatcher.wake();
                },
                100,
                100,
                TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void stop() {
        sweeps.shutdownNow();
        dispatcher.destroy();
        client.close();
        engine.close();
    }

    @Test
    void twentyRequestsOfAnOutageReachTheirProcessOnce() {
        engine.broker().kill();
        List<String> cases = IntStream.range(0, 20).mapToObj(i -> "case-" + i).toList();
        cases.forEach(this::ask);
        eventually()
                .until(() -> requests.stuck(Duration.ZERO).stream().anyMatch(request -> request.lastError() != null));
        engine.broker().restart();
        try (JobWorker worker = worker()) {
            assertThat(worker.isOpen()).isTrue();
            awaitSeen(cases);
            cases.forEach(this::answer);
            awaitSeen(cases);
            eventually().until(() -> completed("End") == 20);
        }
        assertEachActedOnce(20);
    }

    @Test
    void whatTheProcessSeesLateIsSentAgainAndDoneOnce() {
        List<String> cases = List.of("case-1", "case-2");
        cases.forEach(this::ask);
        cases.forEach(this::answer);
        eventually().until(() -> requests.stuck(Duration.ZERO).stream().allMatch(request -> request.sent() > 2));
        try (JobWorker worker = worker()) {
            assertThat(worker.isOpen()).isTrue();
            awaitSeen(cases);
            eventually().until(() -> completed("End") == 2);
        }
        assertEachActedOnce(2);
    }

    private void ask(String caseId) {
        requests.request(new ProcessRequest(
                caseId + "/start", "asked", caseId, caseId, Duration.ZERO, Map.of("caseId", caseId)));
    }

    private void answer(String caseId) {
        requests.request(new ProcessRequest(
                caseId + "/answer", "answered", caseId, caseId, Duration.ofMinutes(1), Map.of("text", "yes")));
    }

    private void awaitSeen(List<String> cases) {
        eventually()
                .untilAsserted(() -> assertThat(cases)
                        .allSatisfy(id -> assertThat(requests.unseen(id)).isEmpty()));
    }

    private JobWorker worker() {
        return client.newWorker()
                .jobType("act")
                .handler((jobs, job) -> {
                    requests.seen(String.valueOf(job.getVariable(ProcessRequest.ID_VARIABLE)));
                    jobs.newCompleteCommand(job).send().join();
                })
                .open();
    }

    private void assertEachActedOnce(int count) {
        Map<String, Long> counts = new HashMap<>();
        for (String element : List.of("Asked", "Act", "Wait", "ActAgain", "End")) {
            counts.put(element, completed(element));
        }
        assertThat(counts)
                .allSatisfy((element, completed) ->
                        assertThat(completed).as(element).isEqualTo(count));
        assertThat(engine.records().of("INCIDENT", "CREATED")).isEmpty();
    }

    private long completed(String element) {
        return engine.records().of("PROCESS_INSTANCE", "ELEMENT_COMPLETED").stream()
                .filter(value -> value.path("elementId").asText().equals(element))
                .count();
    }
}
