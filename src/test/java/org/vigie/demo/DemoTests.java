package org.vigie.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.support.VigieTest;

@VigieTest
class DemoTests {

    @Autowired
    MockMvc http;

    @Autowired
    Demo demo;

    @Autowired
    Operations operations;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void nothingGoesOn() {
        jdbc.sql("UPDATE demo_run SET ended_at = started_at WHERE ended_at IS NULL")
                .update();
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
    }

    @Test
    void fiveTicketsOfDifferentImportanceAreCreatedOnce() throws Exception {
        int before = tickets();
        assertThat(show("tickets").getStatus()).isEqualTo(202);
        jdbc.sql("UPDATE demo_run SET step = 0 WHERE ended_at IS NULL").update();
        demo.goOn();
        jdbc.sql("UPDATE demo_run SET step = 0 WHERE ended_at IS NULL").update();
        demo.goOn();
        demo.goOn();
        assertThat(tickets()).isEqualTo(before + 5);
        assertThat(demo.list().getFirst().endedAt()).isNotNull();
    }

    @Test
    void aBackupIsProvenWhenItIsTaken() throws Exception {
        show("backup");
        demo.goOn();
        Operation backup = operations.require(demo.list().getFirst().operationId());
        assertThat(backup.kind()).isEqualTo("backups");
        assertThat(backup.requestedBy()).isEqualTo("operator");
        demo.goOn();
        assertThat(operations.list("demo", "restore-tests", null, null, 10)).isEmpty();

        operations.end(backup.id(), OperationStatus.FAILED, "no space", "disk-full");
        demo.goOn();
        demo.goOn();
        assertThat(operations.list("demo", "restore-tests", null, null, 10))
                .as("nothing to prove")
                .isEmpty();
        demo.goOn();
        assertThat(demo.list().getFirst().endedAt()).isNotNull();
    }

    @Test
    void oneScenarioGoesOnAtATime() throws Exception {
        assertThat(show("backup").getStatus()).isEqualTo(202);
        MockHttpServletResponse second = show("tour");
        assertThat(second.getStatus()).isEqualTo(409);
        assertThat(second.getContentAsString()).contains("GET /api/demo");
    }

    @Test
    void unknownScenariosAreRefusedWithThoseThereAre() throws Exception {
        MockHttpServletResponse answer = show("everything");
        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getContentAsString()).contains("failing-release");
        assertThat(List.of(DemoScenario.values()))
                .allSatisfy(
                        scenario -> assertThat(DemoScenario.find(scenario.id())).contains(scenario));
    }

    private int tickets() {
        return jdbc.sql("SELECT count(*) FROM ticket WHERE application = 'demo'")
                .query(Integer.class)
                .single();
    }

    private MockHttpServletResponse show(String scenario) throws Exception {
        return http.perform(post("/api/demo/" + scenario).with(httpBasic("operator", "operator-secret")))
                .andReturn()
                .getResponse();
    }
}
