package org.vigie.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.vigie.VigieApplication;
import org.vigie.support.TestDatabase;
import org.vigie.support.engine.CaseRecords;
import org.vigie.support.engine.HttpJson;
import org.vigie.support.engine.MailFolder;
import org.vigie.support.engine.TestEngine;

/**
 * A service is killed, and nobody lifts a hand: seen by the checks, on the page, told, restarted by the program of the plan, over. All is
 * real, the clocks too; only the minute for which it has to stay well is passed on the engine's.
 */
@Timeout(180)
class IncidentEngineIT {

    private static final Logger LOG = LoggerFactory.getLogger(IncidentEngineIT.class);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String INCIDENTS = "/api/incidents?application=demo";

    private final TestEngine engine = TestEngine.start();
    private final Path folder = TestEngine.newFolder("incident-");
    private final MailFolder mails = new MailFolder(folder.resolve("vigie/mail"));
    private final Path pidFile = folder.resolve("service.pid");
    private int port;
    private ConfigurableApplicationContext vigie;
    private HttpJson api;

    @BeforeEach
    void start() throws IOException {
        port = freePort();
        Files.writeString(
                Files.createDirectories(folder.resolve("www")).resolve("index.html"), "<!doctype html>the shop");
        Path restart = Files.writeString(folder.resolve("restart.sh"), """
                #!/bin/sh
                cd "%s"
                echo restarted >> restarts
                setsid "%s" -Xmx32m -m jdk.httpserver -b 127.0.0.1 -p %d -d "%s" > service.log 2>&1 < /dev/null &
                echo $! > service.pid
                """.formatted(
                        folder.toAbsolutePath(),
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        port,
                        folder.resolve("www").toAbsolutePath()));
        Files.setPosixFilePermissions(restart, PosixFilePermissions.fromString("rwx------"));
        run(restart);
        Files.delete(folder.resolve("restarts"));
        Path plans = Files.createDirectories(folder.resolve("plans"));
        String demo = Files.readString(Path.of("plans/demo.yaml"));
        Files.writeString(
                plans.resolve("demo.yaml"),
                demo.substring(0, demo.indexOf("\nmonitoring:"))
                        + """

                        monitoring:
                          recipients: [devops]
                          monitors:
                            - id: site
                              name: Shop
                              every: PT2S
                              retryEvery: PT1S
                              confirmations: 3
                              http: { url: "http://127.0.0.1:%d/", timeout: PT2S, contains: the shop }
                            - id: journal
                              name: Journal
                              log: { path: %s }
                          remedies:
                            restart: [[%s]]
                        """.formatted(
                                port, folder.resolve("service.log").toAbsolutePath(), restart.toAbsolutePath()));
        vigie = new SpringApplicationBuilder(VigieApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + TestDatabase.newDatabase(),
                        "--camunda.client.grpc-address=" + engine.broker().grpcAddress(),
                        "--camunda.client.rest-address=" + engine.broker().restAddress(),
                        "--vigie.platform.enabled=false",
                        "--vigie.plans-dir=" + plans,
                        "--vigie.data-dir=" + folder.resolve("vigie"),
                        "--vigie.operator-password=operator-secret");
        api = new HttpJson(URI.create(
                        "http://127.0.0.1:" + vigie.getEnvironment().getRequiredProperty("local.server.port")))
                .as("operator", "operator-secret");
    }

    @AfterEach
    void stop() throws IOException {
        if (vigie != null) {
            vigie.close();
        }
        engine.close();
        kill();
    }

    @Test
    void aKilledServiceIsBackWithoutAnybody() throws IOException {
        soon().until(this::shown, "up"::equals);
        assertThat(get(INCIDENTS)).isEmpty();

        String killed = Files.readString(pidFile);
        kill();
        String group = soon().until(() -> get("/api/alerts?application=demo&state=open"), found -> found.size() == 1)
                .path(0)
                .path("groupId")
                .asText();
        // each comes by itself: what is waited for second is measured too long rather than too short
        soon().until(() -> mails.of("alert-group-" + group + "/1"), found -> !found.isEmpty());
        Instant told = CLOCK.instant();
        soon().until(this::shown, "down"::equals);
        Instant onPage = CLOCK.instant();
        JsonNode incident =
                soon().until(() -> get(INCIDENTS), found -> found.size() == 1).path(0);
        Instant firstFailed = Instant.parse(incident.path("since").asText());
        LOG.info(
                "from the first failed check to the first message: {} ms, to the page: {} ms",
                Duration.between(firstFailed, told).toMillis(),
                Duration.between(firstFailed, onPage).toMillis());
        assertThat(Duration.between(firstFailed, told)).isLessThan(Duration.ofSeconds(30));
        assertThat(Duration.between(firstFailed, onPage)).isLessThan(Duration.ofSeconds(45));
        assertThat(mails.of("alert-group-" + group + "/1"))
                .singleElement()
                .asString()
                .startsWith("[Demo] CRITICAL: Shop");

        String id = incident.path("id").asText();
        soon().until(() -> Files.exists(folder.resolve("restarts"))
                && !Files.readString(pidFile).equals(killed));
        soon().until(() -> get("/api/alerts?application=demo&state=open").isEmpty());
        soon().until(() -> remedies(id).path(0).path("endedAt").isTextual());
        // the fault is over before the time to settle is; then it has to stay well for a minute
        soon().until(() -> awaitsWellness(id));
        engine.advance(Duration.ofSeconds(61));
        JsonNode over = soon().until(
                        () -> get("/api/applications/demo/incidents/" + id),
                        found -> found.path("endedAt").isTextual());
        assertThat(over.path("status").asText()).as("%s", over).isEqualTo("succeeded");

        assertThat(Files.readAllLines(folder.resolve("restarts"))).as("once").hasSize(1);
        assertThat(remedies(id)).singleElement().satisfies(turn -> {
            assertThat(turn.path("rule").asText()).isEqualTo("Rule_RestartFirst");
            assertThat(turn.path("asked").asBoolean()).isFalse();
            assertThat(turn.path("success").asBoolean()).as("%s", turn).isTrue();
        });
        JsonNode details = get("/api/incidents/" + id);
        assertThat(details.path("incident").path("resolvedBy").asText()).isEqualTo("vigie");
        assertThat(details.path("diagnosis").path("kind").asText()).isEqualTo("site-down");
        assertThat(details.path("diagnosis").path("lastLines").has("Journal")).isTrue();
        assertThat(get("/api/tickets/"
                                + details.path("incident").path("ticketId").asText())
                        .path("priority")
                        .asText())
                .isEqualTo("P1");
        assertThat(soon().until(() -> mails.of("alert-group-" + group + "/2"), found -> !found.isEmpty()))
                .containsExactly("[Demo] Over: Shop");
        soon().until(this::shown, "up"::equals);
        soon().until(() -> get("/api/incidents/" + id)
                .path("incident")
                .path("postMortemId")
                .asText()
                .startsWith("PM-DEMO-"));
    }

    private boolean awaitsWellness(String id) {
        return CaseRecords.of(engine.records(), "operationId", id).timersSet("Event_StaysWell") >= 1;
    }

    private String shown() {
        HttpJson.Answer page = api.get("/status/demo.json");
        return page.status() == 200
                ? page.body().path("components").path(0).path("state").asText()
                : "";
    }

    private JsonNode remedies(String id) {
        return get("/api/incidents/" + id).path("remedies");
    }

    private JsonNode get(String path) {
        return api.get(path).requireSuccess().body();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }

    private void kill() throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void run(Path program) {
        try {
            assertThat(new ProcessBuilder(List.of(program.toString()))
                            .start()
                            .onExit()
                            .join()
                            .exitValue())
                    .isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
