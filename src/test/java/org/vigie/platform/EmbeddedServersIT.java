package org.vigie.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
