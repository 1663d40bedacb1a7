package org.vigie.monitoring.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Probe;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MonitorSettings;
import org.vigie.shared.PlainSession;

/** Watches databases of plans: whether they take a connection, and what they tell over it. */
@Component
class DatabaseProbe implements Probe {

    private static final int SILENCE_MILLIS = 15_000;

    @Override
    public String kind() {
        return "database";
    }

    @Override
    public boolean watches(MonitorSettings monitor) {
        return monitor.database() != null;
    }

    @Override
    public Observation probe(Target target) {
        DatabaseSettings database =
                target.plan().database(target.monitor().database().id()).orElse(null);
        if (database == null) {
            return Observation.unknown("check-failed", "the plan has no such database any more");
        }
        Optional<String> password = database.passwordFrom().read();
        if (password.isEmpty()) {
            return Observation.unknown("database-login", "there is no password in " + database.passwordFrom());
        }
        long begin = System.nanoTime();
        try (Connection session = PlainSession.open(
                database.host(),
                database.port(),
                database.name(),
                database.user(),
                password.get(),
                "vigie-monitoring",
                Map.of("options", "-c statement_timeout=5000 -c default_transaction_read_only=on"))) {
            session.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
            long millis = (System.nanoTime() - begin) / 1_000_000;
            return new DatabaseFigures(session, target).observe().took(millis);
        } catch (SQLException e) {
            return refusal(e).remembering(target.memory());
        }
    }

    /** What the class of the error says; the text of a server may hold anything, its code does not. */
    static Observation refusal(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.equals("53300")) {
            return Observation.down("database-exhausted", "all connections of the database are used");
        }
        if (state.equals("57P03")) {
            return Observation.down("database-starting", "the database starts, stops or recovers");
        }
        if (state.startsWith("28")) {
            return Observation.unknown("database-login", "the database refuses the account or its password");
        }
        if (state.equals("3D000")) {
            return Observation.down("database-missing", "the server has no such database");
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return Observation.down("database-unreachable", "the database server does not take a connection");
        }
        if (state.equals("57014")) {
            return Observation.degraded("database-slow", "a question about the database took longer than 5 s");
        }
        return Observation.unknown("database-unreadable", "the database cannot be asked, SQLSTATE " + state);
    }
}
