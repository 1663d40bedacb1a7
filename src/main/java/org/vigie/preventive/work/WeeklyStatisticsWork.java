package org.vigie.preventive.work;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.PreventiveSettings;
import org.vigie.plan.PreventiveSettings.Statistic;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;

/**
 * The numbers of a week, which the team is told together with other news of a day (M-ALR-3). New users are news of their own. Those of
 * the next week take their place.
 */
@Component
class WeeklyStatisticsWork implements PreventiveWork {

    private static final String SOURCE = "statistics";
    private static final String NEW_USERS = "new-users";

    private final Alerts alerts;
    private final Clock clock;

    WeeklyStatisticsWork(Alerts alerts, Clock clock) {
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
        if (settings == null || settings.statistics().isEmpty()) {
            return WorkResult.notSetUp(order.say(
                    "The plan names no statistics: add preventive.statistics.",
                    "Le plan ne nomme aucune statistique : ajoutez preventive.statistics."));
        }
        List<String> lines = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (Statistic statistic : settings.statistics()) {
            heartbeat.check();
            String name = statistic.name().in(order.plan().language());
            try {
                BigDecimal number = ask(order, statistic);
                lines.add(name + ": " + number.toPlainString());
                if (!statistic.id().equals(NEW_USERS)) {
                    numbers.add(name + ": " + number.toPlainString());
                } else if (number.signum() > 0) {
                    tell(order, AlertKind.NEW_USERS, name + ": " + number.toPlainString());
                }
            } catch (SQLException e) {
                // the text of a server may hold anything, its code does not
                failed.add(name);
                lines.add(name + ": SQLSTATE " + e.getSQLState());
            }
        }
        if (!numbers.isEmpty()) {
            tell(order, AlertKind.WEEKLY_STATISTICS, String.join("; ", numbers));
        }
        return failed.isEmpty()
                ? WorkResult.done(
                        order.say("The numbers of the week are told.", "Les chiffres de la semaine sont annoncés."),
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

    private void tell(WorkOrder order, AlertKind kind, String text) {
        String application = order.plan().application();
        String fingerprint = kind.code() + "/" + application;
        alerts.clear(fingerprint, null, SOURCE, "another week");
        alerts.raise(new AlertSignal(
                fingerprint,
                clock.instant(),
                application,
                SOURCE,
                kind,
                null,
                order.plan().name(),
                null,
                null,
                text,
                null,
                fingerprint));
    }
}
