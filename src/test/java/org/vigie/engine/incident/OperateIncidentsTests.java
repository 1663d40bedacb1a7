package org.vigie.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.vigie.engine.webapp.FakeWebapps;

/** What Operate is asked for incidents, and how its answers are read. */
class OperateIncidentsTests {

    private static final Instant TEN = Instant.parse("2026-11-25T10:00:00Z");

    @AutoClose
    private final FakeWebapps webapps = new FakeWebapps();

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
}
