package org.vigie.incident.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.alert.WatchedTest;
import org.vigie.monitoring.WatchedSite;
import org.vigie.monitoring.check.MonitorPlans;
import org.vigie.monitoring.check.MonitorRunner;
import org.vigie.monitoring.check.Monitors;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.StatusPages;
import org.vigie.support.MutableClock;

/** What the status page shows of what the checks tell. */
@WatchedTest
class CheckedComponentsTests {

    @Autowired
    private CheckedComponents components;

    @Autowired
    private StatusPages pages;

    @Autowired
    private MonitorPlans plans;

    @Autowired
    private MonitorRunner runner;

    @Autowired
    private Monitors monitors;

    @Autowired
    private WatchedSite site;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void allIsWell() {
        forget();
        site.answer(200);
        plans.follow();
        turn(Duration.ofMinutes(5));
        awaitShown(ComponentState.UP);
    }

    /** Others count what was down. */
    @AfterEach
    void forget() {
        awaitHeard();
        jdbc.sql("TRUNCATE monitor, monitor_period, monitor_sample, maintenance_window, status_claim, status_span,"
                        + " status_response CASCADE")
                .update();
    }

    @Test
    void itIsAsTheChecksConfirm() {
        site.answer(503);
        clock.advance(Duration.ofMinutes(5));
        check();
        awaitHeard();
        assertThat(shown()).as("not confirmed yet").isEqualTo(ComponentState.UP);
        clock.advance(Duration.ofSeconds(15));
        check();
        awaitShown(ComponentState.DOWN);

        site.answer(200);
        turn(Duration.ofSeconds(15));
        awaitShown(ComponentState.UP);
        assertThat(jdbc.sql("SELECT sum(answers) FROM status_response WHERE application = 'demo'")
                        .query(Long.class)
                        .single())
                .as("for the chart")
                .isGreaterThan(3);
    }

    @Test
    void whatNobodyLookedAtIsNotGreen() {
        clock.advance(Duration.ofHours(3));
        components.look();
        assertThat(shown()).isEqualTo(ComponentState.UNMONITORED);
        check();
        awaitHeard();
        components.look();
        assertThat(spans()).containsExactly("up", "unmonitored", "up");
    }

    @Test
    void timeWithoutVigieIsToldEvenIfTheFirstCheckComesFirst() {
        clock.advance(Duration.ofHours(3));
        check();
        awaitHeard();
        assertThat(spans()).containsExactly("up", "unmonitored", "up");
    }

    @Test
    void whatRestsClaimsNothing() {
        List.of("site", "front", "later").forEach(monitor -> monitors.pause("demo", monitor, "operator"));
        awaitShown(ComponentState.UNMONITORED);
    }

    @Test
    void plannedMaintenanceIsNoOutage() {
        jdbc.sql("""
                        INSERT INTO maintenance_window (application, monitors, starts_at, ends_at, reason, created_by, created_at)
                        VALUES ('demo', '["site", "front"]', :from, :to, 'new disks', 'operator', :from)
                        """)
                .param("from", Timestamp.from(clock.instant()))
                .param("to", Timestamp.from(clock.instant().plusSeconds(1800)))
                .update();
        site.answer(503);
        turn(Duration.ofMinutes(5));
        awaitShown(ComponentState.MAINTENANCE);

        clock.advance(Duration.ofMinutes(30));
        check();
        components.look();
        assertThat(shown()).as("it is over, and the fault is not").isEqualTo(ComponentState.DOWN);
    }

    private void turn(Duration pause) {
        clock.advance(pause);
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

    private ComponentState shown() {
        return pages.stateOf("demo", "demo");
    }

    private List<String> spans() {
        return jdbc.sql("SELECT state FROM status_span WHERE application = 'demo' ORDER BY since, id")
                .query(String.class)
                .list();
    }

    private void awaitShown(ComponentState state) {
        await().atMost(Duration.ofSeconds(20)).until(this::shown, state::equals);
        awaitHeard();
    }

    private void awaitHeard() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM event_publication"
                                        + " WHERE listener_id IN ('incident.checked-components', 'alert.check-state')"
                                        + " AND completion_date IS NULL")
                                .query(Integer.class)
                                .single()
                        == 0);
    }
}
