package org.vigie.preventive.work;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.engine.job.Heartbeat;
import org.vigie.kpi.WeekNews;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.PreventiveSettings;
import org.vigie.plan.PreventiveSettings.Statistic;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;

/**
 * What the week before was in figures and in the numbers that the plan asks for, which the team is told once, together with other news
 * of a day (M-ALR-3). New users are news of their own; those of the next week take their place.
 */
@Component
class WeeklyStatisticsWork implements PreventiveWork {

    private static final String SOURCE = "statistics";
    private static final String NEW_USERS = "new-users";

    private final WeekNews week;
    private final Alerts alerts;
    private final Clock clock;

    WeeklyStatisticsWork(WeekNews week, Alerts alerts, Clock clock) {
        this.week = week;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "weekly-statistics";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        PreventiveSettings settings = order.plan().preventive();
        LocalDate monday = order.day().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        List<String> lines = new ArrayList<>(week.figures(order.plan(), monday));
        List<String> numbers = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (Statistic statistic : settings == null ? List.<Statistic>of() : settings.statistics()) {
            heartbeat.check();
            String name = statistic.name().in(order.plan().language());
            try {
                BigDecimal number = ask(order, statistic);
                lines.add(name + ": " + number.toPlainString());
                if (!statistic.id().equals(NEW_USERS)) {
                    numbers.add(name + ": " + number.toPlainString());
                } else if (number.signum() > 0) {
                    tellOfUsers(order, name + ": " + number.toPlainString());
                }
            } catch (SQLException e) {
                // the text of a server may hold anything, its code does not
                failed.add(name);
                lines.add(name + ": SQLSTATE " + e.getSQLState());
            }
        }
        week.tell(order.plan(), monday, numbers);
        return failed.isEmpty()
                ? WorkResult.done(
                        order.say("The figures of the week are told.", "Les chiffres de la semaine sont annoncés."),
                        lines)
                : WorkResult.failed(order.say("Not known: ", "Inconnus : ") + String.join(", ", failed) + ".", lines);
    }

    private static BigDecimal ask(WorkOrder order, Statistic statistic) throws SQLException {
        DatabaseSettings database = order.plan().databases().stream()
                .filter(known -> known.id().equals(statistic.database()))
                .findFirst()
                .orElseThrow(() -> new SQLException("no such database in the plan", "08001"));
        Optional<String> password = database.passwordFrom().read();
        if (password.isEmpty()) {
            throw new SQLException("no password", "28P01");
        }
        try (Connection session = PlanSession.open(database, password.get(), "vigie-statistics", PlanSession.READING);
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(statistic.sql())) {
            if (!row.next()) {
                return BigDecimal.ZERO;
            }
            return Objects.requireNonNullElse(row.getBigDecimal(1), BigDecimal.ZERO);
        }
    }

    private void tellOfUsers(WorkOrder order, String text) {
        String application = order.plan().application();
        String fingerprint = AlertKind.NEW_USERS.code() + "/" + application;
        alerts.clear(fingerprint, null, SOURCE, "another week");
        alerts.raise(new AlertSignal(
                fingerprint,
                clock.instant(),
                application,
                SOURCE,
                AlertKind.NEW_USERS,
                null,
                order.plan().name(),
                null,
                null,
                text,
                null,
                fingerprint));
    }
}
