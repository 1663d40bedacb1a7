package org.vigie.preventive.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.plan.DatabaseSettings;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;
import org.vigie.shared.PlainSession;

/** Asks every database of a plan that is configured here the same thing. */
final class PlanSession {

    /** For questions that change nothing and take no longer than half a minute each. */
    static final Map<String, String> READING =
            Map.of("options", "-c statement_timeout=30000 -c default_transaction_read_only=on");

    private PlanSession() {}

    /**
     * Opens one to a database of a plan, by its account there.
     *
     * @param name under which the server knows it
     */
    static Connection open(DatabaseSettings database, String password, String name, Map<String, String> options)
            throws SQLException {
        return PlainSession.open(
                database.host(), database.port(), database.name(), database.user(), password, name, options);
    }

    /** What is done over one session; the lines are for people. */
    @FunctionalInterface
    interface Question {

        /** @return what a person has to see to; empty if nothing */
        Optional<String> ask(Connection session, List<String> lines) throws SQLException;
    }

    static WorkResult ask(WorkOrder order, Map<String, String> options, String good, Question question) {
        List<String> lines = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        int asked = 0;
        for (DatabaseSettings database : order.plan().databases()) {
            Optional<String> password = database.passwordFrom().read();
            if (password.isEmpty()) {
                lines.add(database.id() + ": " + database.passwordFrom() + " holds no password");
                continue;
            }
            asked++;
            lines.add(database.id() + ":");
            try (Connection session = open(database, password.get(), "vigie-maintenance", options)) {
                question.ask(session, lines).ifPresent(finding -> bad.add(database.id() + ": " + finding));
            } catch (SQLException e) {
                // the text of a server may hold anything, its code does not
                bad.add(database.id() + ": SQLSTATE " + e.getSQLState());
            }
        }
        if (asked == 0) {
            return WorkResult.notSetUp(order.say(
                    "No database of the plan is configured here.", "Aucune base du plan n’est configurée ici."));
        }
        return bad.isEmpty() ? WorkResult.done(good, lines) : WorkResult.failed(String.join("; ", bad) + ".", lines);
    }
}
