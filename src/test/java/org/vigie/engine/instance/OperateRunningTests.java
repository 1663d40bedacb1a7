package org.vigie.engine.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.vigie.engine.webapp.FakeWebapps;

/** What Operate is asked for running instances, and how its answers are read. */
class OperateRunningTests {

    @AutoClose
    private final FakeWebapps webapps = new FakeWebapps();

    @Test
    void readsRunningInstancesWithWhereTheyAre() {
        webapps.answering("/v1/process-instances/search", """
                        {"items":[{"key":5,"processVersion":2,"bpmnProcessId":"ticket","state":"ACTIVE","processDefinitionKey":77},
                         {"key":6,"processVersion":2,"bpmnProcessId":"ticket","state":"ACTIVE","processDefinitionKey":77}],
                         "sortValues":[6],"total":2}""").answering("/v1/flownode-instances/search", """
                        {"items":[{"key":1,"processInstanceKey":5,"flowNodeId":"Task_QualifyTicket","state":"ACTIVE"},
                         {"key":2,"processInstanceKey":5,"flowNodeId":"SubProcess_Work","state":"ACTIVE"}],
                         "sortValues":[2],"total":2}""");
        assertThat(new OperateRunning(webapps.session()).of("ticket"))
                .containsExactly(
                        new RunningInstance(5, 77, Set.of("Task_QualifyTicket", "SubProcess_Work")),
                        new RunningInstance(6, 77, Set.of()));
        assertThat(webapps.requests()).hasSize(2);
        assertThat(webapps.requests().getFirst())
                .contains("\"bpmnProcessId\":\"ticket\"", "\"state\":\"ACTIVE\"", "\"size\":1000");
        assertThat(webapps.requests().getLast()).contains("\"processDefinitionKey\":77");
    }
}
