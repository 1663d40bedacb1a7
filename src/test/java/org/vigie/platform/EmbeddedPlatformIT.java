package org.vigie.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.CreateProcessInstanceCommandStep1.CreateProcessInstanceCommandStep3;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.vigie.platform.display.DisplayRetention;
import org.vigie.platform.service.OpenSearchAccount;

@EnabledOnOs(OS.LINUX)
class EmbeddedPlatformIT {

    @TempDir
    Path folder;

    private Path data;
    private List<Integer> ports;

    @BeforeEach
    void choosePorts() {
        data = folder.resolve("data");
        ports = FreePorts.find(12);
    }

    @Test
    void survivesBeingKilledAndKeepsItsData() throws Exception {
        List<ProcessHandle> children;
        try (PlatformProcess first =
                start("first", "--vigie.platform.broker.environment.ZEEBE_CLOCK_CONTROLLED=true")) {
            first.awaitReady();
            children = first.children();
            assertThat(Listeners.of(children))
                    .hasSizeGreaterThanOrEqualTo(10)
                    .allMatch(listener -> listener.startsWith("loopback:"));
            assertThat(first.output()).contains("opensearch ready after", "webapps ready after", "Vigie is ready");
            assertThat(first.output())
                    .contains("demo is on 127.0.0.1:" + ports.get(1) + " with the password in file:"
                            + data.resolve("secrets/demo-password"));
            assertThat(books()).isEqualTo(400);
            writeRow();
            deployProcess();
            showsWhatHappensOnAWholeSecond();
            keepsOpenSearchSmall();
            isClosedToPagesOfOthers();
            refusesASecondOneOnTheSameFolder();
            first.kill();
        }
        try (PlatformProcess second = start("second")) {
            second.awaitReady();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(rows()).isEqualTo(1);
            startInstance();
            children = second.children();
            assertThat(second.terminate()).isEqualTo(143);
            assertThat(second.output())
                    .containsSubsequence(
                            "HikariPool-1 - Shutdown completed",
                            "webapps stopped after",
                            "broker stopped after",
                            "opensearch stopped after",
                            "postgres stopped after");
        }
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(data.resolve("run")).isEmptyDirectory();
    }

    /** 1 of 1,000 dates is such a one. */
    private void showsWhatHappensOnAWholeSecond() {
        pinBrokerToAWholeSecond();
        try (CamundaClient client = client()) {
            deploy(
                    client,
                    Bpmn.createExecutableProcess("asks")
                            .startEvent()
                            .userTask("Ask")
                            .zeebeUserTask()
                            .endEvent()
                            .done());
            start(client, "asks").send().join();
        }
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    pinBrokerToAWholeSecond(); // the exporter waits by this clock
                    assertThat(shown("tasklist-list-view-*", "flowNodeBpmnId:Ask"))
                            .isEqualTo(1);
                    assertThat(shown("operate-list-view-*", "activityId:Ask")).isEqualTo(1);
                });
    }

    /** By days of the broker's clock: what ended long ago goes, and the records that were read. */
    private void keepsOpenSearchSmall() throws IOException {
        String kept = "bpmnProcessId:kept AND joinRelation:processInstance";
        letBrokerGoOn();
        startInstance();
        awaitShown(kept, 1);
        moveBroker("add", Map.of("offsetMilli", Duration.ofDays(10).toMillis()));
        startInstance();
        awaitShown(kept, 2);

        DisplayRetention retention = new DisplayRetention(
                OpenSearchAccount.keptIn(data.resolve("secrets/opensearch-password"), ports.get(2)),
                new PlatformProperties.Display(Period.ofDays(5), Period.ofDays(2)));
        String today = LocalDate.now(Clock.systemUTC()).toString();
        // Operate and Tasklist keep every ten seconds how far they are
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            retention.apply();
            assertThat(indices("zeebe-record_process-instance_*")).hasSize(1).noneMatch(name -> name.endsWith(today));
        });
        assertThat(shown("operate-list-view-*", kept)).isEqualTo(1);
        assertThat(shown("operate-list-view-*", "activityId:Ask")).isEqualTo(1);
        assertThat(shown("tasklist-list-view-*", "flowNodeBpmnId:Ask")).isEqualTo(1);
    }

    private void awaitShown(String query, int times) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(shown("operate-list-view-*", query)).isEqualTo(times));
    }

    private List<String> indices(String pattern) throws IOException {
        return openSearch("/_cat/indices/{pattern}?format=json", pattern).findValuesAsText("index");
    }

    private void isClosedToPagesOfOthers() {
        Map<String, Integer> closed =
                Map.of("broker", ports.get(5), "management", ports.get(6), "health", ports.get(10));
        closed.forEach((name, port) -> {
            assertThat(new PlainRequest("POST", "/v2/deployments", "localhost:" + port, "Origin: http://evil.example")
                            .sendTo(port))
                    .as("form to %s", name)
                    .contains(" 403");
            assertThat(new PlainRequest("GET", "/actuator", "evil.example:" + port).sendTo(port))
                    .as("rebinding of %s", name)
                    .contains(" 403");
            assertThat(new PlainRequest("GET", "/v2/topology", "localhost:" + port, "Sec-Fetch-Site: none")
                            .sendTo(port))
                    .as("browser at %s", name)
                    .contains(" 403");
        });
        int openSearch = ports.get(2);
        assertThat(new PlainRequest("GET", "/_cat/indices", "localhost:" + openSearch).sendTo(openSearch))
                .contains(" 401");
        int webapps = ports.get(9);
        assertThat(new PlainRequest("GET", "/tasklist", "evil.example").sendTo(webapps))
                .contains(" 403");
        assertThat(new PlainRequest("POST", "/api/login", "localhost:" + webapps, "Origin: http://evil.example")
                        .sendTo(webapps))
                .contains(" 403");
        assertThat(new PlainRequest("GET", "/tasklist", "localhost:" + webapps, "Sec-Fetch-Site: none").sendTo(webapps))
                .doesNotContain(" 403")
                .startsWith("HTTP/1.1 ");
        for (int index : List.of(1, 2, 3, 4, 7, 8, 11)) {
            assertThat(new PlainRequest("POST", "/", "localhost").sendTo(ports.get(index)))
                    .as("form to port %d", index)
                    .doesNotStartWith("HTTP/1.1 2");
        }
    }

    private void pinBrokerToAWholeSecond() {
        moveBroker(
                "pin",
                Map.of(
                        "epochMilli",
                        Clock.systemUTC()
                                .instant()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toEpochMilli()));
    }

    private void letBrokerGoOn() {
        RestClient.create("http://127.0.0.1:" + ports.get(6))
                .delete()
                .uri("/actuator/clock")
                .retrieve()
                .toBodilessEntity();
    }

    private void moveBroker(String how, Map<String, ?> body) {
        RestClient.create("http://127.0.0.1:" + ports.get(6))
                .post()
                .uri("/actuator/clock/" + how)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity();
    }

    private int shown(String indices, String query) throws IOException {
        return openSearch("/{indices}/_count?q={query}", indices, query)
                .path("count")
                .asInt();
    }

    private JsonNode openSearch(String path, Object... parts) throws IOException {
        String password =
                Files.readString(data.resolve("secrets/opensearch-password")).strip();
        return new ObjectMapper()
                .readTree(RestClient.create("http://127.0.0.1:" + ports.get(2))
                        .get()
                        .uri(path, parts)
                        .headers(headers -> headers.setBasicAuth("vigie", password))
                        .retrieve()
                        .body(String.class));
    }

    private void refusesASecondOneOnTheSameFolder() throws IOException {
        try (PlatformProcess refused = start("refused")) {
            assertThat(refused.awaitEnd()).isEqualTo(1);
            assertThat(refused.output())
                    .contains("APPLICATION FAILED TO START", "is in use by another Vigie (pid")
                    .doesNotContain("\tat org.");
        }
    }

    @Test
    void endsItsChildrenWhenItIsKilled() throws Exception {
        List<ProcessHandle> children;
        try (PlatformProcess platform =
                start("alone", "--vigie.platform.webapps.enabled=false", "--vigie.platform.opensearch.enabled=false")) {
            platform.awaitReady();
            children = platform.children();
            platform.kill();
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void startsChildrenAgainAndEndsWhenThatFails() throws Exception {
        try (PlatformProcess platform = start(
                "kept",
                "--vigie.platform.webapps.enabled=false",
                "--vigie.platform.opensearch.enabled=false",
                "--vigie.platform.restart-timeout=30s")) {
            platform.awaitReady();
            writeRow();
            for (String child : List.of("postgres", "broker")) {
                killChild(child);
                await().until(() -> !platform.isReady());
                await().atMost(Duration.ofSeconds(30)).until(platform::isReady);
            }
            assertThat(rows()).isEqualTo(1);

            List<ProcessHandle> children = platform.children();
            Files.move(data.resolve("broker"), folder.resolve("elsewhere"));
            Files.createFile(data.resolve("broker"));
            killChild("broker");
            assertThat(platform.awaitEnd()).isEqualTo(LastResort.PLATFORM_LOST);
            assertThat(platform.output()).contains("broker does not stay up for more than 30 s");
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
    }

    private void killChild(String name) throws IOException {
        long pid = Files.readAllLines(data.resolve("run").resolve(name + ".pid")).stream()
                .filter(line -> line.startsWith("pid="))
                .mapToLong(line -> Long.parseLong(line.substring(4)))
                .findFirst()
                .orElseThrow();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private PlatformProcess start(String name, String... more) throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "--vigie.data-dir=" + data,
                "--management.endpoint.health.group.readiness.include=readinessState,db,platform",
                "--vigie.platform.postgres.port=" + ports.get(1),
                "--vigie.platform.opensearch.port=" + ports.get(2),
                "--vigie.platform.opensearch.transport-port=" + ports.get(3),
                "--vigie.platform.broker.grpc-port=" + ports.get(4),
                "--vigie.platform.broker.rest-port=" + ports.get(5),
                "--vigie.platform.broker.management-port=" + ports.get(6),
                "--vigie.platform.broker.command-port=" + ports.get(7),
                "--vigie.platform.broker.internal-port=" + ports.get(8),
                "--vigie.platform.webapps.port=" + ports.get(9),
                "--vigie.platform.webapps.management-port=" + ports.get(10),
                "--vigie.platform.webapps.cluster-port=" + ports.get(11)));
        settings.addAll(List.of(more));
        return PlatformProcess.start(folder.resolve(name + ".log"), ports.get(0), settings);
    }

    private void writeRow() throws Exception {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (word text)");
            statement.execute("INSERT INTO kept VALUES ('déjà')");
        }
    }

    private int rows() throws Exception {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM kept WHERE word = 'déjà'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private int books() throws Exception {
        try (Connection connection = connect("demo", "demo-password");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM book")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Connection connect() throws IOException, SQLException {
        return connect("vigie", "postgres-password");
    }

    private Connection connect(String database, String passwordFile) throws IOException, SQLException {
        String password =
                Files.readString(data.resolve("secrets").resolve(passwordFile)).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ports.get(1) + "/" + database, database, password);
    }

    private void deployProcess() {
        try (CamundaClient client = client()) {
            deploy(
                    client,
                    Bpmn.createExecutableProcess("kept").startEvent().endEvent().done());
        }
    }

    private static void deploy(CamundaClient client, BpmnModelInstance model) {
        client.newDeployResourceCommand()
                .addProcessModel(model, "process.bpmn")
                .send()
                .join();
    }

    private void startInstance() {
        try (CamundaClient client = client()) {
            var created = start(client, "kept").withResult().send().join();
            assertThat(created.getVersion()).isEqualTo(1);
        }
    }

    private static CreateProcessInstanceCommandStep3 start(CamundaClient client, String process) {
        return client.newCreateInstanceCommand().bpmnProcessId(process).latestVersion();
    }

    private CamundaClient client() {
        return CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://127.0.0.1:" + ports.get(4)))
                .preferRestOverGrpc(false)
                .build();
    }
}
