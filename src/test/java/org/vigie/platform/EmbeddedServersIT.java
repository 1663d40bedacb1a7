package org.vigie.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {

    @TempDir
    Path folder;

    @Test
    void brokerContinuesAfterBeingKilled() throws Exception {
        EngineRecords records = EngineRecords.in(folder);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, records.environment())) {
            try (CamundaClient client = client(broker)) {
                client.newDeployResourceCommand()
                        .addProcessModel(
                                Bpmn.createExecutableProcess("kept")
                                        .startEvent()
                                        .endEvent()
                                        .done(),
                                "kept.bpmn")
                        .send()
                        .join();
            }
            broker.kill();
            assertThat(broker.isUp()).isFalse();
            broker.restart();
            try (CamundaClient client = client(broker)) {
                client.newCreateInstanceCommand()
                        .bpmnProcessId("kept")
                        .latestVersion()
                        .withResult()
                        .send()
                        .join();
            }
            assertThat(post(broker.managementAddress().resolve("/actuator/clock/add"), "{\"offsetMilli\": 60000}"))
                    .isEqualTo(200);
            await().untilAsserted(() -> assertThat(records.of("PROCESS_INSTANCE", "ELEMENT_COMPLETED"))
                    .anyMatch(value -> value.path("bpmnProcessId").asText().equals("kept")));
        }
    }

    @Test
    void postgresContinuesAfterBeingKilled() throws SQLException {
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(folder)) {
            execute(server, "CREATE TABLE kept (word text)");
            server.kill();
            server.restart();
            execute(server, "INSERT INTO kept VALUES ('once')");
        }
    }

    @Test
    void demoIsFilledOnceAndItsAccountReachesNothingElse() throws Exception {
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(folder)) {
            // an earlier start that ended before the contents were there
            execute(server, "CREATE ROLE demo LOGIN");
            execute(server, "CREATE DATABASE demo OWNER demo");
            Path password = server.makeDemo();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
            assertThat(demo(server, password, "SELECT count(*) FROM purchase")).isEqualTo("3000");
            assertThat(demo(server, password, "SELECT count(*) FROM purchase_line"))
                    .isEqualTo("6000");
            assertThat(demo(server, password, "SELECT nextval('purchase_number')"))
                    .isEqualTo("4001");
            assertThat(demo(server, password, "SELECT title FROM book_sales WHERE id = 1"))
                    .isEqualTo("La forêt oubliés, 1");
            assertThat(demo(server, password, "WITH gone AS (DELETE FROM purchase RETURNING 1) SELECT 1 FROM gone"))
                    .isEqualTo("1");

            server.restart();
            assertThat(server.makeDemo()).isEqualTo(password);
            assertThat(demo(server, password, "SELECT count(*) FROM purchase")).isEqualTo("0");
            assertThat(demo(server, password, "SELECT count(*) FROM book")).isEqualTo("400");
            for (String other : List.of("vigie", "postgres", "template1")) {
                assertThatThrownBy(() -> query(server, other, Files.readString(password), "SELECT 1"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied for database \"" + other + "\"");
            }
            assertThatThrownBy(() -> demo(server, password, "CREATE ROLE other"))
                    .hasMessageContaining("permission denied to create role");
        }
    }

    private static String demo(EmbeddedPostgresServer server, Path password, String sql) throws Exception {
        return query(server, "demo", Files.readString(password), sql);
    }

    private static String query(EmbeddedPostgresServer server, String database, String password, String sql)
            throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, "demo", password.strip());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static CamundaClient client(EmbeddedBroker broker) {
        return CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .restAddress(broker.restAddress())
                .preferRestOverGrpc(false)
                .build();
    }

    private static void execute(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int post(URI address, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }
}
