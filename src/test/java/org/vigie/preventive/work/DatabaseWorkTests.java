package org.vigie.preventive.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.ArgumentCaptor;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.kpi.WeekNews;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.LocalText;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PreventiveSettings;
import org.vigie.plan.PreventiveSettings.Statistic;
import org.vigie.plan.load.PlanLoader;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;
import org.vigie.preventive.WorkState;
import org.vigie.shared.SecretRef;
import org.vigie.support.DemoDatabases;

/** What is asked of a real database. */
class DatabaseWorkTests {

    @TempDir
    Path folder;

    @Test
    void slowQueriesSayWhatIsMissing() {
        WorkResult result = perform(new SlowQueriesWork());
        assertThat(result.state()).isEqualTo(WorkState.DONE);
        assertThat(result.details()).anyMatch(line -> line.contains("pg_stat_statements"));
    }

    @Test
    void useOfIndexesIsRead() {
        WorkResult result = perform(new IndexUseWork());
        assertThat(result.state()).isEqualTo(WorkState.DONE);
        assertThat(result.details()).startsWith("main:");
    }

    @Test
    void databaseIsVacuumedAndWhatIsOfOthersIsCounted() {
        WorkResult result = perform(new VacuumWork());
        assertThat(result.state()).isEqualTo(WorkState.DONE);
        assertThat(result.details()).last().asString().matches("  VACUUM ANALYZE, \\d+ tables passed over");
    }

    @Test
    void numbersOfTheWeekAreToldOnce() {
        Alerts alerts = mock(Alerts.class);
        WeekNews week = mock(WeekNews.class);
        when(week.figures(any(), any())).thenReturn(List.of("incidents: 1"));
        WorkOrder order = order(withStatistics(
                statistic("new-users", "SELECT 7"),
                statistic("orders", "SELECT count(*) FROM pg_class WHERE false"),
                statistic("written", "CREATE TABLE written (a int)")));
        WorkResult result = new WeeklyStatisticsWork(week, alerts, Clock.systemUTC()).perform(order, () -> {});
        assertThat(result.state()).isEqualTo(WorkState.FAILED);
        assertThat(result.details())
                .containsExactly("incidents: 1", "new-users: 7", "orders: 0", "written: SQLSTATE 25006");
        ArgumentCaptor<AlertSignal> told = ArgumentCaptor.forClass(AlertSignal.class);
        verify(alerts).raise(told.capture());
        assertThat(told.getValue().kind() + " " + told.getValue().text()).isEqualTo("NEW_USERS new-users: 7");
        LocalDate monday = order.day().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        verify(week).tell(order.plan(), monday, List.of("orders: 0"));
    }

    @Test
    void withoutStatisticsTheFiguresAreToldAlone() {
        Alerts alerts = mock(Alerts.class);
        WeekNews week = mock(WeekNews.class);
        WorkOrder order = order(plan(Map.of()));
        assertThat(new WeeklyStatisticsWork(week, alerts, Clock.systemUTC())
                        .perform(order, () -> {})
                        .state())
                .isEqualTo(WorkState.DONE);
        verify(week).tell(eq(order.plan()), any(), eq(List.of()));
        verifyNoInteractions(alerts);
    }

    private MaintenancePlan withStatistics(Statistic... statistics) {
        MaintenancePlan plan = plan(Map.of());
        PreventiveSettings settings = plan.preventive();
        return plan.withPreventive(new PreventiveSettings(
                LocalTime.of(8, 0),
                List.of(),
                settings == null ? new PreventiveSettings.LoadTest(null, 1, 1) : settings.loadTest(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(statistics)));
    }

    private static Statistic statistic(String id, String sql) {
        return new Statistic(id, new LocalText(id, id), "main", sql);
    }

    @Test
    void databaseThatDoesNotAnswerIsSeenTo() {
        MaintenancePlan plan = plan(Map.of("port", "1"));
        assertThat(new VacuumWork().perform(order(plan), () -> {}).state()).isEqualTo(WorkState.FAILED);
    }

    @Test
    void databaseWithoutPasswordIsNotSetUp() {
        MaintenancePlan plan = PlanLoader.load("plans").require("mangatheque");
        assertThat(new VacuumWork().perform(order(plan), () -> {}).state()).isEqualTo(WorkState.NOT_SET_UP);
    }

    private WorkResult perform(PreventiveWork work) {
        return work.perform(order(plan(Map.of())), () -> {});
    }

    private MaintenancePlan plan(Map<String, String> other) {
        Map<String, String> settings = DemoDatabases.settings(folder);
        String prefix = "vigie.databases.demo.main.";
        int port = Integer.parseInt(other.getOrDefault("port", settings.get(prefix + "port")));
        return PlanLoader.load("plans")
                .require("demo")
                .withDatabases(List.of(new DatabaseSettings(
                        "main",
                        "127.0.0.1",
                        port,
                        "demo",
                        "demo",
                        SecretRef.parse(settings.get(prefix + "password-from")))));
    }

    private static WorkOrder order(MaintenancePlan plan) {
        return new WorkOrder("PM-1", 1, plan, LocalDate.of(2026, 11, 20));
    }
}
