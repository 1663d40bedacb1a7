package org.vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.alert.WatchedTest.Watched;
import org.vigie.monitoring.CheckStateChanged;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.WatchedSite;
import org.vigie.monitoring.check.MonitorPlans;
import org.vigie.monitoring.check.MonitorRunner;
import org.vigie.monitoring.check.Monitors;
import org.vigie.support.MutableClock;

/** From what is no site, a line of a log or a program that fails, to the alert and its end. */
@WatchedTest
class OtherSourcesTests {

    @Autowired
    private MonitorPlans plans;

    @Autowired
    private MonitorRunner runner;

    @Autowired
    private Monitors monitors;

    @Autowired
    private Alerts alerts;

    @Autowired
    private WatchedSite site;

    @Autowired
    private MutableClock clock;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    private Instant begun;
    private long period = 1_000_000;

    @BeforeEach
    void allIsWell() {
        site.answer(200);
        plans.follow();
        clock.advance(Duration.ofHours(1));
        check();
        clock.advance(Duration.ofSeconds(15));
        check();
        assertThat(monitors.state("demo", "journal")).contains(MonitorState.UP);
        assertThat(monitors.state("demo", "services")).contains(MonitorState.UP);
        clock.advance(Duration.ofSeconds(1));
        begun = clock.instant();
    }

    @Test
    void aLineOfTheLogIsAnImportantAlert() throws Exception {
        Files.writeString(Watched.JOURNAL, "2026-11-20 app.ERROR: the basket is gone\n", StandardOpenOption.APPEND);
        turn();
        Alert alert = awaitAlert("journal", AlertState.OPEN);
        assertThat(alert.kind()).isEqualTo(AlertKind.LOG_ERRORS);
        assertThat(alert.text()).startsWith("1 errors in the log");
        mvc.perform(get("/api/alerts/" + alert.id() + "/explanation").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(jsonPath("$.rule").value("Rule_WorksNotWell"))
                .andExpect(jsonPath("$.alert.severity").value("important"));

        clock.advance(Duration.ofMinutes(20));
        turn();
        awaitAlert("journal", AlertState.CLOSED);
    }

    @Test
    void aProgramThatFailsIsACriticalAlert() throws IOException {
        Files.delete(Watched.RUNNING);
        turn();
        assertThat(monitors.state("demo", "services")).contains(MonitorState.DOWN);
        Alert alert = awaitAlert("services", AlertState.OPEN);
        assertThat(alert.kind()).isEqualTo(AlertKind.SERVICE_DOWN);
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.text()).startsWith("test ended with").contains("1");

        Files.createFile(Watched.RUNNING);
        turn();
        awaitAlert("services", AlertState.CLOSED);
    }

    /** C06. */
    @Test
    void monitorsThatMeetTheSameCertificateAreOneGroup() {
        certificate("site", MonitorState.DEGRADED, "certificate-expiring");
        certificate("front", MonitorState.DEGRADED, "certificate-expiring");
        Alert site = awaitAlert("site", AlertState.OPEN);
        Alert front = awaitAlert("front", AlertState.OPEN);
        assertThat(site.kind()).isEqualTo(AlertKind.CERTIFICATE_EXPIRING);
        assertThat(front.groupId()).isEqualTo(site.groupId());

        certificate("site", MonitorState.UP, null);
        certificate("front", MonitorState.UP, null);
        awaitAlert("site", AlertState.CLOSED);
        awaitAlert("front", AlertState.CLOSED);
    }

    private void certificate(String monitor, MonitorState state, @Nullable String cause) {
        clock.advance(Duration.ofSeconds(1));
        transaction.executeWithoutResult(status -> events.publishEvent(new CheckStateChanged(
                "demo",
                monitor,
                ++period,
                MonitorState.UP,
                state,
                cause,
                cause == null ? null : "shop.example/1a2b",
                "the certificate of shop.example ends in 3 days",
                clock.instant())));
    }

    private void turn() {
        clock.advance(Duration.ofMinutes(5));
        check();
        clock.advance(Duration.ofSeconds(15));
        check();
    }

    private void check() {
        boolean more = true;
        while (more) {
            more = runner.checkNext();
        }
    }

    private Alert awaitAlert(String monitor, AlertState state) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> alertsOf(monitor, state), found -> found.size() == 1)
                .getFirst();
    }

    private List<Alert> alertsOf(String monitor, AlertState state) {
        return alerts.list("demo", state, null, 50).stream()
                .filter(alert -> monitor.equals(alert.monitor()))
                .filter(alert -> !alert.openedAt().isBefore(begun))
                .toList();
    }
}
