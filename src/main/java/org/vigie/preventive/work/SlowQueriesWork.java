package org.vigie.preventive.work;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;

/**
 * The ten queries that take longest on average, from {@code pg_stat_statements}. Texts are shown only of statements that read or
 * write rows: their values are left out by the extension, those of others, such as passwords of accounts, are not.
 */
@Component
class SlowQueriesWork implements PreventiveWork {

    private static final int SHOWN = 160;
    private static final String PLACE = """
            SELECT quote_ident(n.nspname),
                   EXISTS (SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                            WHERE c.relname = 'pg_stat_statements' AND c.relnamespace = n.oid AND a.attname = 'mean_exec_time')
              FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'
            """;
    private static final String SLOWEST = """
            SELECT queryid, %s AS mean, calls,
                   CASE WHEN query ~* '^\\s*(select|insert|update|delete|with)\\s' THEN query ELSE '(not shown)' END AS query
              FROM %s.pg_stat_statements
             WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY 2 DESC LIMIT 10
            """;

    @Override
    public String id() {
        return "slow-queries";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        return PlanSession.ask(
                order,
                PlanSession.READING,
                order.say("The slowest queries are listed.", "Les requêtes les plus lentes sont listées."),
                SlowQueriesWork::list);
    }

    private static Optional<String> list(Connection session, List<String> lines) throws SQLException {
        try (Statement statement = session.createStatement()) {
            String schema;
            boolean recent;
            try (ResultSet place = statement.executeQuery(PLACE)) {
                if (!place.next()) {
                    lines.add("  pg_stat_statements is not installed: set shared_preload_libraries ="
                            + " 'pg_stat_statements', restart, then CREATE EXTENSION pg_stat_statements");
                    return Optional.empty();
                }
                schema = place.getString(1);
                recent = place.getBoolean(2);
            }
            try (ResultSet rows =
                    statement.executeQuery(SLOWEST.formatted(recent ? "mean_exec_time" : "mean_time", schema))) {
                while (rows.next()) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "  %8.1f ms, %d calls: %s",
                            rows.getDouble("mean"),
                            rows.getLong("calls"),
                            oneLine(rows.getString("query"))));
                }
            }
            return Optional.empty();
        }
    }

    private static String oneLine(String query) {
        String line = query.replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
