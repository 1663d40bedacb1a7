package org.vigie.release.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.SecretRef;
import org.vigie.support.DemoDatabases;

/** What a migration that failed half-way left behind can be told line by line. */
class SchemaLinesTests {

    @Test // M05
    void tellsWhatIsLeftBehind(@TempDir Path folder) {
        Map<String, String> settings = DemoDatabases.settings(folder);
        int port = Integer.parseInt(settings.get("vigie.databases.demo.staging.port"));
        DatabaseSettings database = new DatabaseSettings(
                "staging",
                "127.0.0.1",
                port,
                "demo_staging",
                "demo",
                SecretRef.parse(settings.get("vigie.databases.demo.staging.password-from")));
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(
                URI.create("jdbc:postgresql://127.0.0.1:" + port) + "/demo_staging", "demo", "of the demo"));
        jdbc.sql("DROP TABLE IF EXISTS left_behind").update();
        List<String> before = SchemaLines.of(database);
        jdbc.sql("CREATE TABLE left_behind (id bigint NOT NULL, gift text DEFAULT 'none')")
                .update();
        jdbc.sql("CREATE INDEX left_behind_idx ON left_behind (gift)").update();
        jdbc.sql("INSERT INTO left_behind (id) VALUES (1), (1)").update();
        assertThatThrownBy(() -> jdbc.sql("CREATE UNIQUE INDEX CONCURRENTLY left_behind_one ON left_behind (id)")
                        .update())
                .isInstanceOf(DataAccessException.class);
        List<String> more = SchemaLines.of(database).stream()
                .filter(line -> !before.contains(line))
                .toList();
        jdbc.sql("DROP TABLE left_behind").update();
        assertThat(more)
                .containsExactlyInAnyOrder(
                        "table public.left_behind (r)",
                        "column public.left_behind.id bigint not null",
                        "column public.left_behind.gift text default 'none'::text",
                        "index CREATE INDEX left_behind_idx ON public.left_behind USING btree (gift)",
                        "index CREATE UNIQUE INDEX left_behind_one ON public.left_behind USING btree (id) INVALID");
        assertThat(SchemaLines.of(database)).isEqualTo(before);
    }
}
