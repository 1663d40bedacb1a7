package org.vigie.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database that the plan of {@code demo} names, with some data, on the PostgreSQL server of the tests. */
public final class DemoDatabases {

    private DemoDatabases() {}

    /**
     * Makes it unless it is there.
     *
     * @return the settings that lead Vigie to it
     */
    public static synchronized Map<String, String> settings(Path folder) {
        String url = TestDatabase.newDatabase();
        JdbcClient server = JdbcClient.create(new DriverManagerDataSource(url));
        if (server.sql("SELECT count(*) FROM pg_database WHERE datname = 'demo'")
                        .query(Integer.class)
                        .single()
                == 0) {
            server.sql("CREATE ROLE demo LOGIN PASSWORD 'of the demo'").update();
            server.sql("CREATE DATABASE demo OWNER demo").update();
            server.sql("CREATE DATABASE demo_staging OWNER demo").update();
            URI address = URI.create(url.substring("jdbc:".length()));
            JdbcClient demo = JdbcClient.create(new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:" + address.getPort() + "/demo?user=demo&password=of%20the%20demo"));
            demo.sql("CREATE TABLE book AS SELECT n AS id, 'Livre n° ' || n AS title FROM generate_series(1, 1000) n")
                    .update();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String database : List.of("main", "staging")) {
            String prefix = "vigie.databases.demo." + database + ".";
            settings.put(prefix + "host", "127.0.0.1");
            settings.put(
                    prefix + "port",
                    Integer.toString(URI.create(url.substring("jdbc:".length())).getPort()));
            settings.put(prefix + "password-from", "file:" + password(folder, "demo-password"));
            settings.put(prefix + "recovery-user", "postgres");
            settings.put(prefix + "recovery-password-from", "file:" + password(folder, "demo-recovery-password"));
        }
        return settings;
    }

    private static Path password(Path folder, String name) {
        try {
            return Files.writeString(Files.createDirectories(folder).resolve(name), "of the demo\n")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
