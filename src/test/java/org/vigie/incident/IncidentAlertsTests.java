package org.vigie.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.alert.AlertKind;
import org.vigie.alert.Alerts;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.StatusPages;
import org.vigie.support.MutableClock;

/** Which alerts open an incident, and which join it. */
@IncidentTest
class IncidentAlertsTests {

    @Autowired
    private IncidentAlerts incidentAlerts;

    @Autowired
    private Incidents incidents;

    @Autowired
    private Surroundings surroundings;

    @Autowired
    private IncidentEnding resolution;

    @Autowired
    private StatusPages pages;

    @Autowired
    private Operations operations;

    @Autowired
    private Alerts alerts;

    @Autowired
    private ProcessRequests requests;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    @Autowired
    private MockMvc mvc;

    private Faults faults;

    @BeforeEach
    void nothingIsWrong() {
        faults = new Faults(jdbc, alerts);
        awaitHeard();
        faults.forget();
        clock.advance(Duration.ofHours(2));
    }

    @Test
    void aCriticalAlertOfWhatIsConfirmedDownOpensOneIncident() {
        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        awaitHeard();
        IntStream.range(0, 5).parallel().forEach(time -> incidentAlerts.look());
        assertThat(open()).singleElement().satisfies(incident -> {
            assertThat(incident.title()).isEqualTo("site: does not answer as it should");
            assertThat(incident.openedBy()).isEqualTo("vigie");
            assertThat(incident.since()).isEqualTo(clock.instant());
            assertThat(incidents.alertsOf(incident.id())).hasSize(1);
            assertThat(requests.unseen(incident.id()))
                    .extracting(ProcessRequest::message)
                    .as("its process is asked for until it exists")
                    .containsExactly("incident-requested");
        });
    }

    @Test
    void furtherAlertsOfTheFaultJoinIt() {
        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        awaitHeard();
        faults.down("database", AlertKind.DATABASE_UNREACHABLE, "database-unreachable", clock.instant());
        faults.raise("disk", AlertKind.LOG_ERRORS, clock.instant());
        awaitHeard();
        assertThat(open())
                .singleElement()
                .satisfies(incident -> assertThat(incidents.alertsOf(incident.id()))
                        .as("the important one joins, too")
                        .hasSize(3));
    }

    @Test
    void itShowsOnTheComponentsThatNameItsMonitors() {
        Faults shop = new Faults(jdbc, alerts, "mangatheque");
        shop.down("requests", AlertKind.SERVER_ERRORS, "error-rate", clock.instant());
        awaitHeard();
        Incident incident = incidents.list("mangatheque", true, null, 10).getFirst();
        assertThat(incident.components()).containsExactly("site");
        surroundings.begun(incident.id());
        assertThat(pages.stateOf("mangatheque", "site")).isEqualTo(ComponentState.DOWN);
        assertThat(pages.stateOf("mangatheque", "search")).isEqualTo(ComponentState.UNMONITORED);

        // what joins it concerns the others, too
        shop.down("database", AlertKind.DATABASE_UNREACHABLE, "database-unreachable", clock.instant());
        awaitHeard();
        assertThat(incidents.require(incident.id()).components()).containsExactly("site", "account", "search");
        assertThat(pages.stateOf("mangatheque", "search")).isEqualTo(ComponentState.DOWN);
        surroundings.begun(incident.id());

        incidents.resolve(incident.id(), "operator", null);
        surroundings.over(incident.id());
        assertThat(pages.stateOf("mangatheque", "site")).isEqualTo(ComponentState.UNMONITORED);
        assertThat(pages.stateOf("mangatheque", "search")).isEqualTo(ComponentState.UNMONITORED);
    }

    @Test
    void aMonitorThatNoComponentNamesShowsOnAll() {
        new Faults(jdbc, alerts, "mangatheque")
                .down("containers", AlertKind.SERVICE_DOWN, "service-down", clock.instant());
        awaitHeard();
        assertThat(incidents.list("mangatheque", true, null, 10).getFirst().components())
                .containsExactly("site", "account", "search");
    }

    @Test
    void whatIsNotConfirmedNotCriticalOrInMaintenanceOpensNone() {
        jdbc.sql("""
                        INSERT INTO maintenance_window (application, monitors, starts_at, ends_at, reason, created_by, created_at)
                        VALUES ('demo', '["front"]', :from, :to, 'new disks', 'operator', :from)
                        """)
                .param("from", Timestamp.from(clock.instant().minusSeconds(60)))
                .param("to", Timestamp.from(clock.instant().plusSeconds(600)))
                .update();
        faults.down("front", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        faults.raise("site", AlertKind.SITE_DOWN, clock.instant());
        faults.confirmed("disk", "DOWN", "log-errors", clock.instant());
        faults.raise("disk", AlertKind.LOG_ERRORS, clock.instant());
        awaitHeard();
        incidentAlerts.look();
        assertThat(open()).isEmpty();

        // it is confirmed, or its maintenance ends, while it is open: nobody tells of that
        clock.advance(Duration.ofMinutes(11));
        incidentAlerts.look();
        assertThat(open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.title()).startsWith("front"));
    }

    @Test
    void theEndOfTheLastAlertIsTold() {
        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        faults.down("database", AlertKind.DATABASE_UNREACHABLE, "database-unreachable", clock.instant());
        awaitHeard();
        String id = open().getFirst().id();
        faults.up("site", clock.instant());
        awaitHeard();
        assertThat(requests.unseen(id)).extracting(ProcessRequest::message).doesNotContain(Incidents.CALM);
        assertThat(incidents.isOver(id)).isFalse();
        faults.up("database", clock.instant());
        awaitHeard();
        assertThat(requests.unseen(id)).extracting(ProcessRequest::message).contains(Incidents.CALM);
        assertThat(incidents.isOver(id)).isTrue();
        assertThat(incidents.endIfOver(id)).isTrue();
        assertThat(incidents.require(id).resolvedBy()).isEqualTo("vigie");
    }

    @Test
    void whatComesBackAfterTheEndIsAnotherIncident() {
        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        awaitHeard();
        String first = open().getFirst().id();
        faults.up("site", clock.instant());
        awaitHeard();
        assertThat(incidents.endIfOver(first)).isTrue();
        clock.advance(Duration.ofMinutes(5));
        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        awaitHeard();
        assertThat(open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.id()).isNotEqualTo(first));
    }

    @Test
    void isReadAndEndedOverHttp() throws Exception {
        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        awaitHeard();
        String id = open().getFirst().id();
        mvc.perform(get("/api/incidents?application=demo&open=true").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].id").value(id))
                .andExpect(jsonPath("$[0].priority").value("P1"));
        mvc.perform(get("/api/incidents/" + id).with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.alerts[0].kind").value("site-down"))
                .andExpect(jsonPath("$.diagnosis").isEmpty())
                .andExpect(jsonPath("$.operation").value("/api/applications/demo/incidents/" + id));
        mvc.perform(get("/api/incidents/" + id + "/diagnosis").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value(containsString("not diagnosed yet")));
        mvc.perform(post("/api/incidents/" + id + "/resolution").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isForbidden());
        mvc.perform(post("/api/incidents/" + id + "/resolution")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"remark\": \"by hand\"}")
                        .with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isAccepted());
        assertThat(incidents.require(id).resolvedBy()).isEqualTo("operator");
        mvc.perform(post("/api/incidents/" + id + "/resolution").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isConflict());
    }

    @Test
    void oneWhoseProcessIsGoneIsATroubleUntilSomebodyEndsIt() {
        faults.down("site", AlertKind.SITE_DOWN, "http-5xx", clock.instant());
        awaitHeard();
        String id = open().getFirst().id();
        surroundings.begun(id);
        assertThat(saidOfThePage(id)).isPositive();
        operations.end(id, OperationStatus.FAILED, "cancelled in Operate", "process-lost");
        assertThat(troubles(id)).isEqualTo(1);
        resolution.resolve(id, "operator", null);
        assertThat(troubles(id)).isZero();
        assertThat(saidOfThePage(id)).isZero();
    }

    private int troubles(String id) {
        return count(
                "SELECT count(*) FROM trouble WHERE subject = :id AND key LIKE 'incident-lost:%' AND cleared_at IS NULL",
                id);
    }

    private int saidOfThePage(String id) {
        return count("SELECT count(*) FROM status_claim WHERE source = 'fault/' || :id", id);
    }

    private int count(String sql, String id) {
        return jdbc.sql(sql).param("id", id).query(Integer.class).single();
    }

    @Test
    void aPersonReportsOne() throws Exception {
        mvc.perform(post("/api/applications/demo/incidents")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"title\": \"Orders vanish\", \"impact\": \"data-loss\"}")
                        .with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.input.priority").value("P1"));
        mvc.perform(post("/api/applications/demo/incidents")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"title\": \"x\", \"impact\": \"data-loss\", \"alertGroup\": 1}")
                        .with(httpBasic("operator", "operator-secret")))
                .andExpect(status().is4xxClientError())
                .andExpect(content().string(containsString("alertGroup")));
    }

    private List<Incident> open() {
        return incidents.list("demo", true, null, 10);
    }

    private void awaitHeard() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM event_publication"
                                        + " WHERE listener_id LIKE 'incident.%' AND completion_date IS NULL")
                                .query(Integer.class)
                                .single()
                        == 0);
    }
}
