package org.vigie.monitoring.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.MonitorSettings.DatabaseCheckSettings;

/** What a database tells about itself over one session. */
final class DatabaseFigures {

    /** Those reserved for superusers are not there for the application. */
    private static final String CONNECTIONS = """
            SELECT (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),
                   current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
            """;

    private static final String SIZE = "SELECT pg_database_size(current_database())";
    /** Of tables where it matters. */
    private static final String INDEX_USE = """
            SELECT coalesce(sum(idx_scan), 0), coalesce(sum(seq_scan), 0) FROM pg_stat_user_tables WHERE n_live_tup > 10000
            """;

    private final Connection session;
    private final Target target;
    private final DatabaseCheckSettings wanted;
    private final Map<String, Object> measures = new HashMap<>();

    DatabaseFigures(Connection session, Target target) {
        this.session = session;
        this.target = target;
        this.wanted = target.monitor().database();
    }

    Observation observe() throws SQLException {
        long[] connections = numbers(CONNECTIONS);
        long usedPercent = Math.ceilDiv(connections[0] * 100, Math.max(1, connections[1]));
        measures.put("connections", connections[0]);
        measures.put("connectionsPercent", usedPercent);
        long bytes = numbers(SIZE)[0];
        measures.put("sizeBytes", bytes);
        long[] scans = numbers(INDEX_USE);
        if (scans[0] + scans[1] > 0) {
            measures.put("indexPercent", scans[0] * 100 / (scans[0] + scans[1]));
        }
        Map<String, Object> memory = new HashMap<>();
        Observation slow = wanted.slowQuery() == null
                ? null
                : new SlowQueries(session, wanted.slowQuery().toDuration(), target.memory()).observe(measures, memory);
        return verdict(usedPercent, bytes, slow).measured(measures).remembering(memory);
    }

    private Observation verdict(long usedPercent, long bytes, @Nullable Observation slow) {
        if (usedPercent >= wanted.connectionsPercent()) {
            return Observation.degraded("database-connections", usedPercent + " % of the connections are used");
        }
        if (wanted.sizeMegabytes() > 0 && bytes / 1_000_000 >= wanted.sizeMegabytes()) {
            return Observation.degraded("database-size", "the database holds " + bytes / 1_000_000 + " MB");
        }
        return slow == null ? Observation.up(usedPercent + " % of the connections are used") : slow;
    }

    private long[] numbers(String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            long[] numbers = new long[row.getMetaData().getColumnCount()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = row.getLong(i + 1);
            }
            return numbers;
        }
    }
}
