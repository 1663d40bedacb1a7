package org.vigie.monitoring.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.check.Observation;

/** C18, on a server that counts its queries. */
class SlowQueriesTests {

    private Map<String, Object> memory = Map.of();
    private final Map<String, Object> measures = new HashMap<>();

    @Test
    void queriesThatAreSlowSinceTheLookBeforeAreFound() throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .start();
                Connection session = server.getPostgresDatabase().getConnection()) {
            Observation missing = look(session);
            assertThat(missing.state()).isEqualTo(MonitorState.UNKNOWN);
            assertThat(missing.text()).contains("CREATE EXTENSION pg_stat_statements");

            execute(session, "CREATE EXTENSION pg_stat_statements");
            execute(session, "SELECT pg_sleep(0.4)");
            assertThat(look(session).state()).as("nothing to compare with").isEqualTo(MonitorState.UP);
            execute(session, "SELECT 1");
            assertThat(look(session).state())
                    .as("what was slow before does not count")
                    .isEqualTo(MonitorState.UP);

            execute(session, "SELECT pg_sleep(0.3)");
            execute(session, "SELECT pg_sleep(0.3)");
            Observation slow = look(session);
            assertThat(slow.state()).isEqualTo(MonitorState.DEGRADED);
            assertThat(slow.cause()).isEqualTo("slow-queries");
            assertThat(measures).containsEntry("slowQueries", 1);
            assertThat((Long) measures.get("slowestMeanMillis")).isBetween(290L, 5_000L);
        }
    }

    private Observation look(Connection session) throws SQLException {
        Map<String, Object> remember = new HashMap<>();
        Observation seen = new SlowQueries(session, Duration.ofMillis(200), memory).observe(measures, remember);
        memory = remember;
        return seen;
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
