package org.vigie.kpi.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.alert.Alert;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertState;
import org.vigie.alert.Alerts;
import org.vigie.alert.tell.AlertWatch;
import org.vigie.kpi.WeekNews;
import org.vigie.kpi.WeekTeller;
import org.vigie.monitoring.check.MonitoringProperties;
import org.vigie.plan.Plans;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class WeeklyFiguresTests {

    /** In Paris: Monday, 07:30. */
    private static final Instant MONDAY = Instant.parse("2026-11-23T06:30:00Z");

    @Autowired
    WeekNews week;

    @Autowired
    List<WeekTeller> tellers;

    @Autowired
    Plans plans;

    @Autowired
    Alerts alerts;

    @Autowired
    AlertWatch watch;

    @Autowired
    KeptMails mails;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private WeeklyFigures weekly;

    @BeforeEach
    void nothingIsThere() {
        weekly = new WeeklyFigures(
                plans,
                week,
                tellers,
                new MonitoringProperties(true, List.of("*"), 1, Duration.ofMinutes(5), Duration.ofDays(1)),
                clock);
        jdbc.sql("TRUNCATE ticket, incident, alert, alert_group CASCADE").update();
    }

    @Test
    void aWeekIsToldOnMondayOnceWithTheOtherNewsOfTheDay() {
        clock.set(MONDAY);
        incidents("cesizen");
        weekly.look();
        weekly.look();
        Alert alert = news("cesizen").getFirst();
        assertThat(news("cesizen")).hasSize(1);
        assertThat(alert.kind()).isEqualTo(AlertKind.WEEKLY_STATISTICS);
        assertThat(alert.severity()).isEqualTo("informative");
        assertThat(alert.state()).as("nobody has to close it").isEqualTo(AlertState.CLOSED);
        assertThat(alert.text()).contains("tickets : 0 ouverts, 0 fermés", "incidents : 1", "mises en production : 0");

        watch.tellWhatIsDue();
        assertThat(told(alert)).isEmpty();
        clock.set(Instant.parse("2026-11-23T07:00:01Z"));
        watch.tellWhatIsDue();
        assertThat(told(alert)).isNotEmpty().allSatisfy(mail -> {
            assertThat(mail.subject()).startsWith("[CESIZen] ");
            assertThat(mail.text()).contains("Semaine 47", "incidents : 1");
        });
    }

    @Test
    void aMondayThatIsOverIsNotMadeUpFor() {
        clock.set(MONDAY.minus(Duration.ofMinutes(31)));
        weekly.look();
        clock.set(MONDAY.plus(Duration.ofDays(1)));
        weekly.look();
        assertThat(news("cesizen")).isEmpty();
    }

    /** Its weekly work does, and adds the numbers of the plan. */
    @Test
    void whoseWeekThePreventiveCalendarTellsIsToldOnce() {
        clock.set(MONDAY);
        incidents("demo");
        weekly.look();
        assertThat(news("demo")).isEmpty();
        LocalDate monday = LocalDate.of(2026, 11, 23);
        assertThat(week.tell(plans.require("demo"), monday, List.of("orders: 3")))
                .isTrue();
        assertThat(week.tell(plans.require("demo"), monday, List.of("orders: 4")))
                .isFalse();
        weekly.look();
        assertThat(news("demo"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.text())
                        .contains("tickets: 0 opened, 0 closed", "incidents: 1", "deployments: 0, orders: 3"));
    }

    @Test
    void theCalendarTellsOfThoseThatItNames() {
        LocalDate monday = LocalDate.of(2026, 11, 23);
        assertThat(tellers).anyMatch(teller -> teller.tells("mangatheque", monday));
        assertThat(tellers).anyMatch(teller -> teller.tells("demo", monday));
        assertThat(tellers).noneMatch(teller -> teller.tells("cesizen", monday));
    }

    private void incidents(String application) {
        jdbc.sql("""
                        INSERT INTO incident (id, application, title, impact, priority, components, since, opened_at, opened_by)
                        VALUES ('op-1', :application, 'down', 'service-down', 'P1', '', :at, :at, 'vigie'),
                               ('op-2', :application, 'down', 'service-down', 'P1', '', :before, :before, 'vigie')
                        """)
                .param("application", application)
                .param("at", Timestamp.from(MONDAY.minus(Duration.ofDays(3))))
                .param("before", Timestamp.from(MONDAY.minus(Duration.ofDays(9))))
                .update();
    }

    private List<Alert> news(String application) {
        return alerts.list(application, null, null, 10);
    }

    private List<KeptMails.Received> told(Alert alert) {
        return mails.startingWith("alert-group-" + alert.groupId() + "/");
    }
}
