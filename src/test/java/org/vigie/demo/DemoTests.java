package org.vigie.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
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
    @AfterEach
    void nothingGoesOn() {
        jdbc.sql("UPDATE demo_run SET ended_at = started_at WHERE ended_at IS NULL")
                .update();
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
    }

    @Test
    void fiveTicketsOfDifferentImportanceAreCreatedOnce() throws Exception {
        int before = tickets();
        assertThat(show("tickets").getStatus()).isEqualTo(202);
        awaitEnd();
        assertThat(tickets()).isEqualTo(before + 5);
        jdbc.sql("UPDATE demo_run SET step = 0, ended_at = NULL WHERE id = (SELECT max(id) FROM demo_run)")
                .update();
        awaitEnd();
        assertThat(tickets()).as("the same once more").isEqualTo(before + 5);
    }

    @Test
    void aBackupThatFailedIsNotProven() throws Exception {
        show("backup");
        String id = await().until(() -> demo.list().getFirst().operationId(), Objects::nonNull);
        Operation backup = operations.require(id);
        assertThat(backup.kind()).isEqualTo("backups");
        assertThat(backup.requestedBy()).isEqualTo("operator");
        assertThat(demo.list().getFirst().endedAt()).isNull();

        operations.end(id, OperationStatus.FAILED, "no space", "disk-full");
        awaitEnd();
        assertThat(operations.list("demo", "restore-tests", null, null, 100))
                .noneMatch(test -> id.equals(test.input().get("backup")));
    }

    /** A newcomer waits for a release much longer. */
    @Test
    void theTourBeginsWithABackup() throws Exception {
        show("tour");
        String id = await().until(() -> demo.list().getFirst().operationId(), Objects::nonNull);
        assertThat(operations.require(id).kind()).isEqualTo("backups");
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

    private void awaitEnd() {
        await().untilAsserted(() -> assertThat(demo.list().getFirst().endedAt()).isNotNull());
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
