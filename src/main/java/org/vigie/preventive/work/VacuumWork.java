package org.vigie.preventive.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;

/** VACUUM ANALYZE of every database. A table of which the account is not the owner is passed over by the server, and told. */
@Component
class VacuumWork implements PreventiveWork {

    @Override
    public String id() {
        return "vacuum";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        return PlanSession.ask(
                order,
                Map.of(),
                order.say("VACUUM ANALYZE is done.", "VACUUM ANALYZE est fait."),
                (session, lines) -> vacuum(session, lines, heartbeat));
    }

    private static Optional<String> vacuum(Connection session, List<String> lines, Heartbeat heartbeat)
            throws SQLException {
        heartbeat.check();
        try (Statement statement = session.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
            int passedOver = 0;
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                passedOver++;
            }
            lines.add("  VACUUM ANALYZE, " + passedOver + " tables passed over");
            return Optional.empty();
        }
    }
}
