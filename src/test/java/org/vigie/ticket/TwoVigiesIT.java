package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.support.TestDatabase;
import org.vigie.support.engine.HttpJson;
import org.vigie.support.engine.MailFolder;
import org.vigie.support.engine.TestEngine;
import org.vigie.support.engine.VigieProcess;

/** Two Vigies beside each other on one engine and one database; one is killed in the middle. */
@Timeout(400)
class TwoVigiesIT {

    private static final int TICKETS = 200;

    @Test
    void nothingIsLostAndNothingDoubledWhenOneOfThemIsKilled() throws IOException {
        String database = TestDatabase.newDatabase();
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target/engine-tests")), "two-")
                .toAbsolutePath();
        Map<String, String> settings = Map.of("vigie.work.lease", "PT6S");
        try (TestEngine engine = TestEngine.start();
                VigieProcess first = VigieProcess.start(engine, database, data, data, settings);
                VigieProcess second = VigieProcess.start(engine, database, data, data, settings)) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < TICKETS; i++) {
                if (i == TICKETS / 2) {
                    first.kill();
                }
                ids.add(create(i % 2 == 0 && i < TICKETS / 2 ? first.api() : second.api(), i));
            }
            MailFolder mails = new MailFolder(data.resolve("mail"));
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        assertThat(count(jdbc, "SELECT count(*) FROM ticket WHERE status = 'qualification'"))
                                .isEqualTo(TICKETS);
                        assertThat(count(jdbc, "SELECT count(*) FROM notice WHERE state = 'sent'"))
                                .isEqualTo(TICKETS);
                    });
            assertThat(count(jdbc, "SELECT count(*) FROM process_request WHERE seen_at IS NULL"))
                    .isZero();
            assertThat(ids).allSatisfy(id -> {
                assertThat(mails.of(id + "/receipt")).as(id).hasSize(1);
                assertThat(count(
                                jdbc,
                                "SELECT count(*) FROM audit_entry WHERE action = 'ticket created' AND subject = '" + id
                                        + "'"))
                        .isEqualTo(1);
            });
            assertThat(engine.records().of("PROCESS_INSTANCE", "ELEMENT_ACTIVATED").stream()
                            .filter(value -> value.path("elementId").asText().equals("SubProcess_HandleTicket")))
                    .as("one instance handles each ticket")
                    .hasSize(TICKETS);
            assertThat(engine.records().of("INCIDENT", "CREATED")).isEmpty();
        }
    }

    private static String create(HttpJson api, int number) {
        var answer = api.post(
                "/api/tickets",
                Map.of(
                        "application", "cesizen",
                        "title", "Panne n° " + number,
                        "description", "",
                        "type", "corrective",
                        "impact", "limited",
                        "reporter", Map.of("name", "Inès", "email", "ines@example.org")));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body().path("id").asText();
    }

    private static int count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
