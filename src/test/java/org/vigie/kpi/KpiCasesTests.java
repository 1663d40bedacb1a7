package org.vigie.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.monitoring.uptime.Uptimes;
import org.vigie.plan.PlanCalendars;
import org.vigie.plan.load.PlanLoader;
import org.vigie.support.TestDatabase;

/** Cases from the field of what indicators make of incidents and of tickets of the highest priority: docs/monitoring-cases.md. */
class KpiCasesTests {

    private static final Instant NOW = Instant.parse("2026-12-20T12:00:00Z");
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final Instant BEGAN = Instant.parse("2026-11-02T08:00:00Z");

    private static JdbcClient jdbc;
    private static Kpis kpis;
    private static OpenWork open;

    @BeforeAll
    static void make() {
        DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.newDatabase());
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = JdbcClient.create(database);
        Uptimes uptimes = mock(Uptimes.class);
        when(uptimes.month(any(), any())).thenReturn(List.of());
        kpis = new Kpis(
                PlanLoader.load(null),
                new PlanCalendars(),
                uptimes,
                new KpiQueries(jdbc),
                Clock.fixed(NOW, ZoneOffset.UTC));
        open = new OpenWork(jdbc);
    }

    @BeforeEach
    void empty() {
        jdbc.sql("TRUNCATE incident, ticket, sla_clock, sla_event CASCADE").update();
    }

    /** K02: all of them count, whatever pages a list of them has; nothing is no missing value, and what is open is no zero. */
    @Test
    void allTicketsCountAlsoThoseOfNoTimeAndOpenOnesDoNot() {
        for (int i = 1; i <= 42; i++) {
            ticket("CZ-" + i, BEGAN, BEGAN.plus(Duration.ofHours(2)));
        }
        ticket("CZ-43", BEGAN, BEGAN);
        ticket("CZ-44", BEGAN, null);
        ticket("CZ-45", BEGAN, null);
        Figure mean = figure(Kpi.CRITICAL_RESOLUTION);
        assertThat(mean.counted()).isEqualByComparingTo("43");
        assertThat(mean.value())
                .isEqualByComparingTo(new BigDecimal(42 * 7200).divide(new BigDecimal(43), 4, RoundingMode.CEILING));
        assertThat(open.count()).containsEntry(new OpenWork.Kind("cesizen", "tickets"), 2L);
    }

    /** K02: a clock that was set back makes a ticket that ends before it began; it took no time, and it does not vanish. */
    @Test
    void whatEndsBeforeItBeganTookNoTimeAndIsCounted() {
        ticket("CZ-1", BEGAN, BEGAN.minusSeconds(30));
        ticket("CZ-2", BEGAN, BEGAN.plusSeconds(100));
        assertThat(figure(Kpi.CRITICAL_RESOLUTION).counted()).isEqualByComparingTo("2");
        assertThat(figure(Kpi.CRITICAL_RESOLUTION).value()).isEqualByComparingTo("50");

        incident("INC-1", BEGAN, BEGAN.minusSeconds(30));
        assertThat(figure(Kpi.RESTORED_WITHIN).counted()).isEqualByComparingTo("1");
        assertThat(figure(Kpi.RESTORED_WITHIN).value()).isEqualByComparingTo("0");
    }

    /** K02. */
    @Test
    void allIncidentsThatAreOverCountAndOpenOnesAreTold() {
        for (int i = 1; i <= 42; i++) {
            incident("INC-" + i, BEGAN, BEGAN.plus(Duration.ofMinutes(i)));
        }
        incident("INC-43", BEGAN, BEGAN);
        incident("INC-44", BEGAN, null);
        incident("INC-45", BEGAN, null);
        assertThat(figure(Kpi.RESTORED_WITHIN).counted()).isEqualByComparingTo("43");
        assertThat(figure(Kpi.RESTORED_WITHIN).value()).isEqualByComparingTo("2520");
        assertThat(open.count()).containsEntry(new OpenWork.Kind("cesizen", "incidents"), 2L);
    }

    /** K07: a weekend is long round the clock and short in working hours; both are shown, each under its name. */
    @Test
    void aWeekendCountsRoundTheClockAndNotInWorkingHours() {
        Instant friday = Instant.parse("2026-11-20T16:30:00Z"); // 17:30 in Paris
        Instant monday = Instant.parse("2026-11-23T08:30:00Z"); // 09:30
        ticket("CZ-1", friday, monday);
        assertThat(figure(Kpi.CRITICAL_RESOLUTION).value()).isEqualByComparingTo(seconds(Duration.ofHours(64)));
        assertThat(figure(Kpi.CRITICAL_WORKING_RESOLUTION).value()).isEqualByComparingTo(seconds(Duration.ofHours(1)));
        assertThat(figure(Kpi.CRITICAL_WORKING_RESOLUTION).met())
                .as("the promise of the plan is one in working hours")
                .isTrue();
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toSeconds());
    }

    private static Figure figure(Kpi kpi) {
        return kpis.of("cesizen", NOVEMBER).figures().stream()
                .filter(figure -> figure.kpi() == kpi)
                .findFirst()
                .orElseThrow();
    }

    private static void ticket(String id, Instant began, @Nullable Instant ended) {
        jdbc.sql("""
                        INSERT INTO ticket (id, application, title, description, type, impact, labels, reporter_name, reporter_email,
                                            source, priority, task_priority, status, created_at, closed_at)
                        VALUES (:id, 'cesizen', 'it is down', '', 'corrective', 'service-down', '{}', 'Ines', 'ines@example.org',
                                'api', 'P1', 50, :status, :began, :ended)
                        """)
                .param("id", id)
                .param("status", ended == null ? "implementation" : "resolved")
                .param("began", Timestamp.from(began))
                .param("ended", ended == null ? null : Timestamp.from(ended))
                .update();
        jdbc.sql("""
                        INSERT INTO sla_clock (ticket_id, target, application, state, due, warn_percent, revision, changed_at, stopped_at)
                        VALUES (:id, 'resolution', 'cesizen', :state, :due, 75, 1, :began, :ended)
                        """)
                .param("id", id)
                .param("state", ended == null ? "running" : "stopped")
                .param("due", Timestamp.from(began.plus(Duration.ofDays(1))))
                .param("began", Timestamp.from(began))
                .param("ended", ended == null ? null : Timestamp.from(ended))
                .update();
        event(id, 1, "started", began);
        if (ended != null) {
            event(id, 2, "stopped", ended);
        }
    }

    private static void event(String id, int number, String type, Instant at) {
        jdbc.sql(
                        "INSERT INTO sla_event (ticket_id, target, seq, event) VALUES (:id, 'resolution', :seq, :event::jsonb)")
                .params(Map.of("id", id, "seq", number, "event", "{\"type\":\"%s\",\"at\":\"%s\"}".formatted(type, at)))
                .update();
    }

    private static void incident(String id, Instant since, @Nullable Instant resolved) {
        jdbc.sql("""
                        INSERT INTO incident (id, application, title, impact, priority, components, since, opened_at, opened_by, resolved_at)
                        VALUES (:id, 'cesizen', 'down', 'service-down', 'P1', '', :since, :since, 'vigie', :resolved)
                        """)
                .param("id", id)
                .param("since", Timestamp.from(since))
                .param("resolved", resolved == null ? null : Timestamp.from(resolved))
                .update();
    }
}
