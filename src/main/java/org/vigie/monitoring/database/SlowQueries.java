package org.vigie.monitoring.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.monitoring.check.Observation;

/**
 * Which queries were slow since the look before, as {@code pg_stat_statements} counts them. Its columns have other names from one
 * version to the next, and the extension may be older than its server: they are looked up. The texts of queries are not read.
 */
final class SlowQueries {

    private static final String BASE = "queries";
    private static final int MOST = 300;
    private static final String EXTENSION = """
            SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
             WHERE e.extname = 'pg_stat_statements'
            """;
    private static final String COLUMNS = """
            SELECT a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ? AND c.relname = 'pg_stat_statements' AND a.attnum > 0 AND NOT a.attisdropped
            """;
    private static final String HINT =
            "; set shared_preload_libraries = 'pg_stat_statements', restart, then CREATE EXTENSION pg_stat_statements";

    private final Connection session;
    private final Duration slow;
    private final Map<String, Object> memory;

    SlowQueries(Connection session, Duration slow, Map<String, Object> memory) {
        this.session = session;
        this.slow = slow;
        this.memory = memory;
    }

    /** @param remember gets what the next look compares with */
    Observation observe(Map<String, Object> measures, Map<String, Object> remember) throws SQLException {
        String schema = schema();
        if (schema == null) {
            return Observation.unknown("slow-queries-unreadable", "pg_stat_statements is not installed" + HINT);
        }
        String time = timeColumn(columns(schema));
        try {
            return compare(read(schema, time), measures, remember);
        } catch (SQLException e) {
            if ("55000".equals(e.getSQLState())) {
                return Observation.unknown("slow-queries-unreadable", "pg_stat_statements is not preloaded" + HINT);
            }
            if ("42501".equals(e.getSQLState())) {
                return Observation.unknown(
                        "slow-queries-unreadable",
                        "the account may not read pg_stat_statements; GRANT pg_read_all_stats");
            }
            throw e;
        }
    }

    /** Total milliseconds of execution, by whichever name this version has. */
    static String timeColumn(Set<String> columns) {
        return columns.contains("total_exec_time") ? "total_exec_time" : "total_time";
    }

    private @Nullable String schema() throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(EXTENSION)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private Set<String> columns(String schema) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement statement = session.prepareStatement(COLUMNS)) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    /** Calls and milliseconds by query. */
    private Map<String, List<Double>> read(String schema, String time) throws SQLException {
        Map<String, List<Double>> queries = new HashMap<>();
        // both names come from the catalogue or from here, quoted as PostgreSQL wants it
        String sql = "SELECT queryid, sum(calls), sum(" + time + ") FROM \"" + schema.replace("\"", "\"\"")
                + "\".pg_stat_statements WHERE queryid IS NOT NULL AND dbid ="
                + " (SELECT oid FROM pg_database WHERE datname = current_database())"
                + " GROUP BY queryid ORDER BY 3 DESC LIMIT " + MOST;
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                queries.put(rows.getString(1), List.of(rows.getDouble(2), rows.getDouble(3)));
            }
        }
        return queries;
    }

    private Observation compare(
            Map<String, List<Double>> now, Map<String, Object> measures, Map<String, Object> remember) {
        remember.put(BASE, now);
        if (!(memory.get(BASE) instanceof Map<?, ?> before)) {
            return Observation.up("queries are compared from the next check on");
        }
        int slowOnes = 0;
        double worst = 0;
        for (var query : now.entrySet()) {
            double mean = mean(query.getValue(), before.get(query.getKey()));
            worst = Math.max(worst, mean);
            slowOnes += mean > slow.toMillis() ? 1 : 0;
        }
        measures.put("slowQueries", slowOnes);
        measures.put("slowestMeanMillis", Math.round(worst));
        return slowOnes == 0
                ? Observation.up("no query is slower than " + slow.toMillis() + " ms")
                : Observation.degraded(
                        "slow-queries",
                        slowOnes + " queries are slow, the slowest takes " + Math.round(worst) + " ms on average");
    }

    /** Of the calls since the look before; after a reset of the statistics, of all since then. */
    static double mean(List<Double> now, @Nullable Object before) {
        double calls = now.get(0);
        double millis = now.get(1);
        if (before instanceof List<?> base
                && base.size() == 2
                && base.get(0) instanceof Number callsBefore
                && base.get(1) instanceof Number millisBefore
                && callsBefore.doubleValue() <= calls) {
            calls -= callsBefore.doubleValue();
            millis -= millisBefore.doubleValue();
        }
        return calls < 1 ? 0 : millis / calls;
    }
}
