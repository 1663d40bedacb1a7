package org.vigie.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.VigieApplication;
import org.vigie.platform.display.DisplayRetention;
import org.vigie.platform.service.OpenSearchAccount;
import org.vigie.support.MutableClock;
import org.vigie.support.engine.HttpJson;

/** The whole product with its embedded platform, on ports and in a folder of its own; its clock goes with the broker's. */
public final class EmbeddedVigie implements AutoCloseable {

    private final Path data;
    private final List<Integer> ports = FreePorts.find(12);
    private final @Nullable MutableClock clock;
    private final ConfigurableApplicationContext context;
    private final HttpJson api;
    private final HttpJson management;

    private EmbeddedVigie(Path data, @Nullable MutableClock clock) {
        this.data = data;
        this.clock = clock;
        this.management = http(6);
        SpringApplicationBuilder application =
                new SpringApplicationBuilder(VigieApplication.class).profiles("embedded");
        if (clock != null) {
            application.initializers(fresh -> fresh.getBeanFactory().registerSingleton("clock", clock));
        }
        this.context = application.run(settings());
        this.api = http(0).as("operator", "operator-secret");
    }

    /** Starts it on the real clock and waits until it is ready. */
    public static EmbeddedVigie start(Path data) {
        return new EmbeddedVigie(data, null);
    }

    /** Starts it on a clock that only {@link #pass} moves, and waits until it is ready. */
    public static EmbeddedVigie startWithItsOwnTime(Path data) {
        return new EmbeddedVigie(data, new MutableClock(Clock.systemUTC().instant()));
    }

    private String[] settings() {
        return new String[] {
            "--server.port=" + ports.get(0),
            "--vigie.data-dir=" + data,
            "--vigie.operator-password=operator-secret",
            "--vigie.platform.cache-dir=" + System.getProperty("vigie.platform.cache-dir", "target/platform-cache"),
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
            "--vigie.platform.webapps.cluster-port=" + ports.get(11),
            "--vigie.platform.broker.environment.ZEEBE_CLOCK_CONTROLLED=true"
        };
    }

    private HttpJson http(int port) {
        return new HttpJson(URI.create("http://127.0.0.1:" + ports.get(port)));
    }

    /** Its API, as the operator. */
    public HttpJson api() {
        return api;
    }

    /** Whether everything is ready, by its own word. */
    public boolean isReady() {
        return api.get("/actuator/health/readiness").status() == 200;
    }

    public JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    /** Completes a user task with the values of its form, as Tasklist does. */
    public void complete(String task, Map<String, ?> form) {
        http(5).post("/v2/user-tasks/" + task + "/completion", Map.of("variables", form))
                .requireSuccess();
    }

    /** The process of a part: broker, webapps, opensearch or postgres. */
    public ProcessHandle child(String name) {
        try {
            return Files.readAllLines(data.resolve("run").resolve(name + ".pid")).stream()
                    .filter(line -> line.startsWith("pid="))
                    .map(line -> Long.parseLong(line.substring(4)))
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many documents OpenSearch shows for a query in its own short form. */
    public int shown(String indices, String query) {
        return search("/" + indices + "/_count?q=" + URLEncoder.encode(query, UTF_8))
                .path("count")
                .asInt();
    }

    /** How many shards OpenSearch has. */
    public int shards() {
        return search("/_cluster/health").path("active_shards").asInt();
    }

    /** The keys of the user tasks that Tasklist shows at this step. */
    public List<String> openTasks(String step) {
        String query = URLEncoder.encode("state:CREATED AND flowNodeBpmnId:" + step, UTF_8);
        return search("/tasklist-task-8*/_search?size=1000&q=" + query)
                .at("/hits/hits")
                .findValuesAsText("_id");
    }

    /** The keys of the user tasks of a process instance that Tasklist shows at this step. */
    public List<String> openTasks(String step, String processInstanceKey) {
        String query = URLEncoder.encode(
                "state:CREATED AND flowNodeBpmnId:" + step + " AND processInstanceId:" + processInstanceKey, UTF_8);
        return search("/tasklist-task-8*/_search?size=1000&q=" + query)
                .at("/hits/hits")
                .findValuesAsText("_id");
    }

    private JsonNode search(String path) {
        return http(2).as("vigie", openSearch().password())
                .get(path)
                .requireSuccess()
                .body();
    }

    /** What the platform does by itself every hour. */
    public void applyRetention() {
        new DisplayRetention(
                        openSearch(),
                        context.getBean(EmbeddedPlatform.class).properties().display())
                .apply();
    }

    private OpenSearchAccount openSearch() {
        try {
            return OpenSearchAccount.keptIn(data.resolve("secrets/opensearch-password"), ports.get(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets time pass for it and for its broker. */
    public void pass(Duration time) {
        if (clock == null) {
            throw new IllegalStateException("on the real clock");
        }
        Instant then = Instant.ofEpochMilli(management
                        .get("/actuator/clock")
                        .body()
                        .path("epochMilli")
                        .asLong())
                .plus(time);
        clock.set(then); // first: workers run as soon as the engine's timers go off
        management
                .post("/actuator/clock/add", Map.of("offsetMilli", time.toMillis()))
                .requireSuccess();
    }

    /** Makes a part stand still, as if its machine were swamped. */
    public void freeze(String child) {
        signal(child, "-STOP");
    }

    /** Lets it go on. */
    public void thaw(String child) {
        signal(child, "-CONT");
    }

    private void signal(String child, String signal) {
        try {
            int code = new ProcessBuilder(
                            "kill", signal, Long.toString(child(child).pid()))
                    .start()
                    .waitFor();
            assertThat(code).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it and its platform in good order. */
    @Override
    public void close() {
        EmbeddedPlatform platform = context.getBean(EmbeddedPlatform.class);
        context.close();
        platform.close();
    }
}
