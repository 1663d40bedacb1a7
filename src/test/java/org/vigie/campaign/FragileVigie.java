package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.platform.EmbeddedPostgresServer;
import org.vigie.support.engine.HttpJson;
import org.vigie.support.engine.MailFolder;
import org.vigie.support.engine.TestEngine;
import org.vigie.support.engine.VigieProcess;

/** A Vigie whose engine and whose database can be taken away. */
final class FragileVigie implements AutoCloseable {

    private final Path data = TestEngine.newFolder("fragile-").toAbsolutePath();
    private final EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start(data.resolve("postgres"));
    private final TestEngine engine = TestEngine.start();
    private final JdbcClient jdbc = JdbcClient.create(
            new DriverManagerDataSource(postgres.jdbcUrl(), postgres.username(), postgres.password()));
    private final VigieProcess vigie = VigieProcess.start(
            engine,
            postgres.jdbcUrl(),
            data,
            data,
            Map.of(
                    "spring.datasource.username", postgres.username(),
                    "spring.datasource.password", postgres.password()));

    HttpJson api() {
        return vigie.api();
    }

    TestEngine engine() {
        return engine;
    }

    MailFolder mails() {
        return new MailFolder(data.resolve("mail"));
    }

    /** Kills the broker, and brings it back after a while on the real clock. */
    void withoutBroker(Duration away, Runnable meanwhile) {
        engine.broker().kill();
        meanwhile.run();
        await().during(away)
                .atMost(away.plusMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !engine.broker().isUp());
        engine.broker().restart();
    }

    /** Kills PostgreSQL, and brings it back after a while on the real clock. */
    void withoutDatabase(Duration away) {
        postgres.kill();
        await().during(away)
                .atMost(away.plusMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !isDatabaseUp());
        postgres.restart();
    }

    private boolean isDatabaseUp() {
        try (var connection =
                DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** How many rows, such as {@code "ticket WHERE status = 'new'"}. */
    int count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Integer.class).single();
    }

    void assertNothingIsLeft() {
        TwoVigies.patiently().untilAsserted(() -> {
            assertThat(count("process_request WHERE seen_at IS NULL AND withdrawn_at IS NULL"))
                    .as("unseen requests")
                    .isZero();
            assertThat(count("event_publication")).as("events").isZero();
            assertThat(count("notice WHERE state <> 'SENT'")).as("notices").isZero();
            assertThat(api().get("/api/troubles").requireSuccess().body())
                    .as("troubles")
                    .isEmpty();
        });
        assertThat(engine.records().of("INCIDENT", "CREATED")).as("incidents").isEmpty();
    }

    @Override
    public void close() {
        vigie.close();
        engine.close();
        postgres.close();
    }
}
