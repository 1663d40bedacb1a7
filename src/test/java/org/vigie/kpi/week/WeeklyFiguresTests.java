package org.vigie.kpi.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
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
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class WeeklyFiguresTests {

    /** In Paris: Monday, 07:30. */
    private static final Instant MONDAY = Instant.parse("2026-11-23T06:30:00Z");

    @Autowired
    WeeklyFigures weekly;

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

    @BeforeEach
    void nothingIsThere() {
        jdbc.sql("TRUNCATE ticket, incident, alert, alert_group CASCADE").update();
    }

    @Test
    void aWeekIsToldOnMondayOnceWithTheOtherNewsOfTheDay() {
        clock.set(MONDAY);
        jdbc.sql("""
                        INSERT INTO incident (id, application, title, impact, priority, components, since, opened_at, opened_by)
                        VALUES ('op-1', 'demo', 'down', 'service-down', 'P1', '', :at, :at, 'vigie'),
                               ('op-2', 'demo', 'down', 'service-down', 'P1', '', :before, :before, 'vigie')
                        """)
                .param("at", Timestamp.from(MONDAY.minus(Duration.ofDays(3))))
                .param("before", Timestamp.from(MONDAY.minus(Duration.ofDays(9))))
                .update();
        weekly.look();
        weekly.look();
        Alert alert = news().getFirst();
        assertThat(news()).hasSize(1);
        assertThat(alert.kind()).isEqualTo(AlertKind.WEEKLY_STATISTICS);
        assertThat(alert.severity()).isEqualTo("informative");
        assertThat(alert.state()).as("nobody has to close it").isEqualTo(AlertState.CLOSED);
        assertThat(alert.text()).contains("tickets: 0 opened, 0 closed", "incidents: 1", "deployments: 0");

        watch.tellWhatIsDue();
        assertThat(told(alert)).isEmpty();
        clock.set(Instant.parse("2026-11-23T07:00:01Z"));
        watch.tellWhatIsDue();
        assertThat(told(alert)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).startsWith("[Demo] Good to know today");
            assertThat(mail.text()).contains("Week 47", "incidents: 1");
        });
    }

    @Test
    void aMondayThatIsOverIsNotMadeUpFor() {
        clock.set(MONDAY.minus(Duration.ofMinutes(31)));
        weekly.look();
        clock.set(MONDAY.plus(Duration.ofDays(1)));
        weekly.look();
        assertThat(news()).isEmpty();
    }

    private List<Alert> news() {
        return alerts.list("demo", null, null, 10);
    }

    private List<KeptMails.Received> told(Alert alert) {
        return mails.startingWith("alert-group-" + alert.groupId() + "/");
    }
}
