package org.vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Tasklist and Operate of the embedded platform are asked, and how their answers are read. */
class WebappsIndexTests {

    private static final Instant TEN = Instant.parse("2026-11-25T10:00:00Z");

    private FakeWebapps webapps;

    @BeforeEach
    void serve() throws IOException {
        webapps = new FakeWebapps();
    }

    @AfterEach
    void stop() {
        webapps.close();
    }

    @Test
    void readsWhoCompletedWhichTaskOldestFirst() {
        webapps.answering("/v1/tasks/search", """
                [{"id":"12","taskDefinitionId":"Task_B","processInstanceKey":"5","assignee":null,"taskState":"COMPLETED",
                  "completionDate":"2026-11-25T11:00:01.250+0100","processDefinitionKey":"77","sortValues":["2","12"]},
                 {"id":"11","taskDefinitionId":"Task_A","processInstanceKey":"5","assignee":"ada",
                  "completionDate":"2026-11-25T10:00:00.000+0000","sortValues":["1","11"]},
                 {"id":"10","taskDefinitionId":"Task_A","processInstanceKey":"4","assignee":"bob",
                  "completionDate":"2026-11-25T09:59:59.999Z","sortValues":["0","10"]}]""");
        assertThat(new TasklistCompletedTasks(webapps.session()).since(TEN))
                .containsExactly(
                        new CompletedTask(11, null, "Task_A", null, 5, "ada", TEN),
                        new CompletedTask(12, null, "Task_B", null, 5, null, TEN.plusMillis(1250)));
        assertThat(webapps.requests())
                .singleElement()
                .asString()
                .contains("\"state\":\"COMPLETED\"", "\"field\":\"completionTime\"", "\"order\":\"DESC\"");
    }

    @Test
    void readsPageAfterPageUntilTheWantedTime() {
        webapps.answering("/v1/tasks/search", page(600, 200), page(400, 200), page(200, 200));
        assertThat(new TasklistCompletedTasks(webapps.session()).since(TEN.plusSeconds(301)))
                .hasSize(300)
                .extracting(CompletedTask::key)
                .isSorted();
        assertThat(webapps.requests()).hasSize(2);
        assertThat(webapps.requests().getLast()).contains("\"searchAfter\":[\"401\"]");
    }

    @Test
    void asksForTheTasksOfOneInstance() {
        webapps.answering("/v1/tasks/search", page(3, 3));
        assertThat(new TasklistCompletedTasks(webapps.session()).of(5)).hasSize(3);
        assertThat(webapps.requests().getFirst()).contains("\"processInstanceKey\":\"5\"");
    }

    @Test
    void saysThatTasklistIsDown() {
        webapps.close();
        assertThatThrownBy(() -> new TasklistCompletedTasks(webapps.session()).since(TEN))
                .hasMessageContaining("does not answer");
    }

    @Test
    void readsOpenIncidentsWithWhatOperateTellsElsewhere() {
        webapps.answering("/v1/incidents/search", """
                        {"items":[{"key":31,"processDefinitionKey":77,"processInstanceKey":5,"type":"JOB_NO_RETRIES",
                          "message":"the mail server is away; hint: Start it.","creationTime":"2026-11-25T10:00:00.000+0000",
                          "state":"ACTIVE","jobKey":41,"tenantId":"<default>"},
                         {"key":32,"processDefinitionKey":77,"processInstanceKey":6,"type":"IO_MAPPING_ERROR",
                          "creationTime":"2026-11-25T10:00:00.000+0000","state":"ACTIVE","jobKey":-1}],
                         "sortValues":[1],"total":2}""")
                .answering(
                        "/v1/flownode-instances/search",
                        "{\"items\":[{\"key\":1,\"flowNodeId\":\"Task_Mail\",\"incidentKey\":31}],\"total\":1}",
                        "{\"items\":[],\"total\":0}")
                .answering("/v1/process-definitions/77", "{\"key\":77,\"bpmnProcessId\":\"ticket\",\"version\":3}");
        OperateIncidents incidents = new OperateIncidents(webapps.session());
        assertThat(incidents.open())
                .containsExactly(
                        new EngineIncident(
                                31, 41L, 5, "ticket", "Task_Mail", "the mail server is away; hint: Start it.", TEN),
                        new EngineIncident(32, null, 6, "ticket", "", "", TEN));
        assertThat(webapps.requests()).hasSize(4);
        assertThat(webapps.requests().getFirst()).contains("\"filter\":{\"state\":\"ACTIVE\"}");

        incidents.open();
        assertThat(webapps.requests())
                .as("one question is enough where all is known")
                .hasSize(5);
    }

    @Test
    void findsTheCallingInstance() {
        webapps.answering(
                        "/v1/process-instances/6", "{\"key\":6,\"bpmnProcessId\":\"ticket-question\",\"parentKey\":5}")
                .answering("/v1/process-instances/5", "{\"key\":5,\"bpmnProcessId\":\"ticket\"}");
        OperateInstances instances = new OperateInstances(webapps.session());
        assertThat(instances.callerOf(6)).contains(5L);
        assertThat(instances.callerOf(5)).isEmpty();
        assertThat(instances.callerOf(4)).isEmpty();
    }

    /** Tasks downwards from a number, each completed so many seconds after ten. */
    private static String page(int from, int size) {
        return IntStream.range(0, size)
                .map(i -> from - i)
                .mapToObj(i -> """
                        {"id":"%d","taskDefinitionId":"Task_A","processInstanceKey":"5","assignee":"ada",
                         "completionDate":"%s","sortValues":["%d"]}""".formatted(i, TEN.plusSeconds(i), i))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
