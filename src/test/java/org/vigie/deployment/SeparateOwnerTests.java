package org.vigie.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** {@code deploy/postgres/separate-owner}, run on a database of an earlier version. */
@Timeout(120)
class SeparateOwnerTests {

    @TempDir
    Path secrets;

    @Test
    void theAccountThatWorksOwnsNothingAfterwards() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setRegisterShutdownHook(false)
                .start()) {
            JdbcClient administrator = JdbcClient.create(server.getPostgresDatabase());
            administrator.sql("CREATE ROLE vigie LOGIN").update();
            administrator.sql("CREATE DATABASE vigie OWNER vigie").update();
            Flyway.configure()
                    .dataSource(as(server, "vigie"))
                    .target("0150")
                    .load()
                    .migrate();
            assertThat(changeable(server)).isEqualTo(3);

            Files.writeString(secrets.resolve("VIGIE_DB_OWNER_PASSWORD"), "a 'quoted' secret");
            separateOwner(server);
            separateOwner(server);

            assertThat(changeable(server)).isZero();
            assertThat(JdbcClient.create(as(server, "vigie_owner"))
                            .sql("SELECT tableowner FROM pg_tables WHERE schemaname = 'public' GROUP BY 1")
                            .query(String.class)
                            .list())
                    .containsExactly("vigie_owner");
            // the owner migrates from now on
            Flyway.configure().dataSource(as(server, "vigie_owner")).load().migrate();
        }
    }

    /** Tables of the trail that the account could change. */
    private static int changeable(EmbeddedPostgres server) {
        return JdbcClient.create(server.getDatabase("postgres", "vigie"))
                .sql("""
                    SELECT count(*) FROM pg_class c WHERE relname IN ('audit_entry', 'audit_link', 'audit_seal')
                       AND (pg_has_role('vigie', c.relowner, 'MEMBER') OR has_table_privilege('vigie', c.oid, 'UPDATE, DELETE, TRUNCATE'))
                    """)
                .query(Integer.class)
                .single();
    }

    private static DataSource as(EmbeddedPostgres server, String account) {
        return new DriverManagerDataSource("jdbc:postgresql://localhost:" + server.getPort() + "/vigie", account, "x");
    }

    private void separateOwner(EmbeddedPostgres server) throws Exception {
        ProcessBuilder script = new ProcessBuilder("bash", "deploy/postgres/separate-owner").redirectErrorStream(true);
        script.environment()
                .putAll(Map.of(
                        "PGHOST",
                        "localhost",
                        "PGPORT",
                        Integer.toString(server.getPort()),
                        "POSTGRES_USER",
                        "postgres",
                        "SECRETS_DIR",
                        secrets.toString()));
        Process running = script.start();
        String said = new String(running.getInputStream().readAllBytes());
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).as(said).isZero();
    }
}
