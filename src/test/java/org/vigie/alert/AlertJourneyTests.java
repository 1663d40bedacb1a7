package org.vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.WatchedPlans;
import org.vigie.monitoring.WatchedSite;
import org.vigie.monitoring.check.MonitorPlans;
import org.vigie.monitoring.check.MonitorRunner;
import org.vigie.monitoring.check.Monitors;
import org.vigie.plan.Plans;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** From the first failed check to the all-clear. */
@VigieTest
class AlertJourneyTests {

    private static final WatchedSite SITE = new WatchedSite();

    @TestConfiguration(proxyBeanMethods = false)
    static class Watched {

        @Bean
        static BeanPostProcessor watchedSite() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Plans plans
                            ? WatchedPlans.with(
                                    plans,
                                    "demo",
                                    WatchedPlans.watching(
                                            WatchedPlans.http("site", SITE.url(), "front"),
                                            WatchedPlans.http("front", SITE.url())))
                            : bean;
                }
            };
        }
    }

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
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    @AfterAll
    static void stop() {
        SITE.close();
    }

    @BeforeEach
    void allIsWell() {
        SITE.answer(200);
        plans.follow();
        clock.advance(Duration.ofHours(1));
        check();
        clock.advance(Duration.ofSeconds(15));
        check();
        assertThat(monitors.state("demo", "site")).contains(MonitorState.UP);
    }

    @Test
    void aSiteThatFailsIsConfirmedToldAndToldOver() throws Exception {
        clock.advance(Duration.ofMinutes(5));
        SITE.answer(503);
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
        SITE.answer(200);
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
                .andExpect(jsonPath("$.history[?(@.text == 'not by sms: the channel is not set up')]")
                        .exists());
        mvc.perform(get("/api/applications/demo/uptime?month=2026-11").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].uptime.downSeconds").value(30));
    }

    @Test
    void aMonitorThatRestsAlertsNobody() throws Exception {
        mvc.perform(post("/api/monitors/demo/site/pause").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isNoContent());
        SITE.answer(503);
        clock.advance(Duration.ofHours(1));
        check();
        assertThat(monitors.state("demo", "site")).contains(MonitorState.PAUSED);
        mvc.perform(get("/api/monitors?application=demo").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(jsonPath("$[1].state").value("paused"))
                .andExpect(jsonPath("$[1].pausedBy").value("operator"));
        mvc.perform(post("/api/monitors/demo/site/resume").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isNoContent());
        assertThat(monitors.state("demo", "site")).contains(MonitorState.UNKNOWN);
    }

    private void check() {
        boolean more = true;
        while (more) {
            more = runner.checkNext();
        }
    }

    private List<Alert> awaitAlerts(String state, int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM alert WHERE state = :state")
                                .param("state", state)
                                .query(Integer.class)
                                .single()
                        == count);
        return alerts.list("demo", AlertState.of(state), null, 10);
    }

    @Autowired
    private Alerts alerts;
}
