package org.vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.monitoring.CheckStateChanged;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.WatchedSite;
import org.vigie.monitoring.check.MonitorPlans;
import org.vigie.monitoring.check.MonitorRunner;
import org.vigie.monitoring.check.Monitors;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.decision.DecisionTableCheck;

/** From the first failed check to the all-clear. */
@WatchedTest
class AlertJourneyTests {

    @Autowired
    private MonitorPlans plans;

    @Autowired
    private MonitorRunner runner;

    @Autowired
    private Monitors monitors;

    @Autowired
    private MutableClock clock;

    @Autowired
    private KeptMails mails;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private WatchedSite site;

    @Autowired
    private Alerts alerts;

    @Autowired
    private PausedMonitors paused;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    private Instant begun;

    @BeforeEach
    void allIsWell() {
        site.answer(200);
        plans.follow();
        clock.advance(Duration.ofHours(1));
        check();
        clock.advance(Duration.ofSeconds(15));
        check();
        assertThat(monitors.state("demo", "site")).contains(MonitorState.UP);
        awaitHeard();
        clock.advance(Duration.ofSeconds(1));
        begun = clock.instant();
    }

    @Test
    void whatWasNeverUpIsAwaitedAndAlertsNobodyBeforeItWas() {
        assertThat(monitors.state("demo", "later")).contains(MonitorState.UNKNOWN);
        assertThat(alertsOf("later")).isEmpty();

        WatchedTest.Watched.LATER.answer(200);
        turn();
        turn();
        assertThat(monitors.state("demo", "later")).contains(MonitorState.UP);
        WatchedTest.Watched.LATER.answer(503);
        turn();
        turn();
        assertThat(monitors.state("demo", "later")).contains(MonitorState.DOWN);
        awaitHeard();
        assertThat(alertsOf("later")).extracting(Alert::state).containsExactly(AlertState.OPEN);

        WatchedTest.Watched.LATER.answer(200);
        turn();
        turn();
        awaitHeard();
        assertThat(alertsOf("later")).extracting(Alert::state).containsExactly(AlertState.CLOSED);
    }

    private void turn() {
        clock.advance(Duration.ofMinutes(5));
        check();
    }

    private List<Alert> alertsOf(String monitor) {
        return alerts.list("demo", null, null, 500).stream()
                .filter(alert -> monitor.equals(alert.monitor()))
                .toList();
    }

    @Test
    void aSiteThatFailsIsConfirmedToldAndToldOver() throws Exception {
        clock.advance(Duration.ofMinutes(5));
        site.answer(503);
        check();
        assertThat(monitors.state("demo", "site")).as("not confirmed yet").contains(MonitorState.UP);

        clock.advance(Duration.ofSeconds(15));
        check();
        assertThat(monitors.state("demo", "site")).contains(MonitorState.DOWN);
        List<Alert> open = awaitAlerts("open", 2);
        assertThat(open)
                .extracting(Alert::groupId)
                .as("told as one fault")
                .containsOnly(open.getFirst().groupId());
        String group = "alert-group-" + open.getFirst().groupId();
        assertThat(mails.startingWith(group + "/1/mail/you"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).isEqualTo("[Demo] CRITICAL: Site: answers with errors"))
                .satisfies(mail -> assertThat(mail.text()).contains("answered with 503"));

        clock.advance(Duration.ofSeconds(15));
        site.answer(200);
        check();
        clock.advance(Duration.ofSeconds(15));
        check();
        awaitAlerts("closed", 2);
        assertThat(mails.startingWith(group + "/2/mail/you"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).isEqualTo("[Demo] Over: Site"));

        mvc.perform(get("/api/alerts?application=demo&state=closed").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].kind").value("server-errors"));
        mvc.perform(get("/api/alerts/" + open.getFirst().id() + "/explanation")
                        .with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.rule").value("Rule_SiteOrDataAtRisk"))
                .andExpect(jsonPath("$.told[0].contact").value("you"))
                .andExpect(jsonPath("$.history[0].text").value(org.hamcrest.Matchers.containsString("503")))
                .andExpect(jsonPath("$.notTold")
                        .value(org.hamcrest.Matchers.hasItem("not by sms: the channel is not set up")));
        String milder = DecisionTableCheck.shipped("alertRouting.dmn").replace("\"PT0S\"", "\"PT1H\"");
        mvc.perform(post("/api/alerts/replay")
                        .with(httpBasic("operator", "operator-secret"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(new ObjectMapper()
                                .writeValueAsString(Map.of(
                                        "table", milder, "from", begun.toString(), "to", "2030-01-01T00:00:00Z"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].changed").value(true))
                .andExpect(jsonPath("$[0].then.delay").value("PT1H"));
        mvc.perform(get("/api/applications/demo/uptime?month=2026-11").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].uptime.downSeconds").value(30));
    }

    @Test
    void aMonitorThatRestsAlertsNobody() throws Exception {
        mvc.perform(post("/api/monitors/demo/site/pause").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isNoContent());
        site.answer(503);
        clock.advance(Duration.ofHours(1));
        check();
        assertThat(monitors.state("demo", "site")).contains(MonitorState.PAUSED);
        mvc.perform(get("/api/monitors?application=demo").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(jsonPath("$[?(@.id == 'site')].state").value("paused"))
                .andExpect(jsonPath("$[?(@.id == 'site')].pausedBy").value("operator"));
        paused.look();
        assertThat(reminders()).isEmpty();
        clock.advance(Duration.ofDays(8));
        paused.look();
        paused.look();
        assertThat(reminders()).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo("informative");
            assertThat(alert.text()).startsWith("paused by operator since ");
        });
        mvc.perform(post("/api/monitors/demo/site/resume").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isNoContent());
        assertThat(monitors.state("demo", "site")).contains(MonitorState.UNKNOWN);
    }

    private List<Alert> reminders() {
        return alerts.list("demo", null, null, 20).stream()
                .filter(alert -> alert.kind() == AlertKind.MONITOR_PAUSED)
                .toList();
    }

    /** A check that fails late: people were told of the site before its front was seen to fail. */
    @Test
    void aDependencyThatFailsLaterIsNoSecondFault() {
        tell("site", MonitorState.DOWN, "http-5xx");
        awaitAlerts("open", 1);
        tell("front", MonitorState.DOWN, "http-5xx");
        List<Alert> open = awaitAlerts("open", 2);
        assertThat(open).extracting(Alert::groupId).containsOnly(open.getFirst().groupId());

        tell("site", MonitorState.UP, null);
        tell("front", MonitorState.UP, null);
        awaitAlerts("closed", 2);
        assertThat(mails.startingWith("alert-group-" + open.getFirst().groupId() + "/"))
                .as("one beginning and one end")
                .hasSize(2);
    }

    @Test
    void aFirstReportThatIsAwaitedAlertsNobody() {
        tell("cron", MonitorState.UNKNOWN, "heartbeat-awaited");
        awaitHeard();
        assertThat(alerts.list("demo", null, null, 100))
                .filteredOn(alert -> "cron".equals(alert.monitor()))
                .extracting(Alert::kind)
                .doesNotContain(AlertKind.SOURCE_UNREADABLE);
    }

    private void tell(String monitor, MonitorState state, @Nullable String cause) {
        MonitorState before = state == MonitorState.UP ? MonitorState.DOWN : MonitorState.UP;
        transaction.executeWithoutResult(status -> events.publishEvent(new CheckStateChanged(
                "demo", monitor, 1, before, state, cause, null, "as the test says", clock.instant())));
    }

    private void awaitHeard() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM event_publication"
                                        + " WHERE listener_id = 'alert.check-state' AND completion_date IS NULL")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private void check() {
        boolean more = true;
        while (more) {
            more = runner.checkNext();
        }
    }

    private List<Alert> awaitAlerts(String state, int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> found(state).size() == count);
        return found(state);
    }

    private List<Alert> found(String state) {
        return alerts.list("demo", AlertState.of(state), null, 10).stream()
                .filter(alert -> !alert.openedAt().isBefore(begun))
                .toList();
    }
}
