package org.vigie.support.engine;

import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.vigie.platform.EmbeddedBroker;
import org.vigie.platform.EngineRecords;
import org.vigie.support.DemoDatabases;
import org.vigie.support.ForkFolder;

/** A real broker with everything it did and a clock that can be moved forward. */
public final class TestEngine implements AutoCloseable {

    private static final int TOO_BUSY = 429;

    private final Path folder;
    private final EmbeddedBroker broker;
    private final EngineRecords records;
    private final HttpJson management;
    private final HttpJson rest;
    private Duration ahead = Duration.ZERO;

    private TestEngine(Path folder, EmbeddedBroker broker, EngineRecords records) {
        this.folder = folder;
        this.broker = broker;
        this.records = records;
        this.management = new HttpJson(broker.managementAddress());
        this.rest = new HttpJson(broker.restAddress());
    }

    /** Starts a broker without data of its own kept from before. */
    public static TestEngine start() {
        try {
            Path folder = newFolder("broker-");
            EngineRecords records = EngineRecords.in(folder);
            return new TestEngine(folder, EmbeddedBroker.start(folder, records.environment()), records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new empty folder that stays after the test, to be looked at. */
    public static Path newFolder(String prefix) {
        try {
            return Files.createTempDirectory(Files.createDirectories(ForkFolder.of("engine-tests")), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To kill and restart it. */
    public EmbeddedBroker broker() {
        return broker;
    }

    /** Its data, logs and records. */
    public Path folder() {
        return folder;
    }

    /** Everything that happened in it. */
    public EngineRecords records() {
        return records;
    }

    /** Its REST interface, open to everybody. */
    HttpJson rest() {
        return rest;
    }

    /** A client of it; to be closed by who asks for it. */
    public CamundaClient client() {
        return CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .preferRestOverGrpc(false)
                .build();
    }

    /** Cancels a process instance, as people do in Operate. */
    public void cancelInstance(long key) {
        rest.post("/v2/process-instances/" + key + "/cancellation", "{}").requireSuccess();
    }

    /** Completes a user task with the values of its form, as Tasklist does; again as long as the broker is too busy to take it. */
    public void complete(EngineTask task, Map<String, ?> form) {
        String path = "/v2/user-tasks/" + task.key() + "/completion";
        EngineRun.eventually()
                .until(() -> rest.post(path, Map.of("variables", form)), answer -> answer.status() != TOO_BUSY)
                .requireSuccess();
    }

    /**
     * Starts an instance of the latest version, as people do in Tasklist and Operate.
     *
     * @param element where it begins; null for the plain start event
     */
    public long startInstance(String processId, Map<String, ?> variables, @Nullable String element) {
        try (CamundaClient client = client()) {
            var command = client.newCreateInstanceCommand()
                    .bpmnProcessId(processId)
                    .latestVersion()
                    .variables(variables);
            return (element == null ? command : command.startBeforeElement(element))
                    .send()
                    .join()
                    .getProcessInstanceKey();
        }
    }

    /** The time on its clock. */
    Instant now() {
        return Instant.ofEpochMilli(
                management.get("/actuator/clock").body().path("epochMilli").asLong());
    }

    /** How far its clock was moved. */
    synchronized Duration ahead() {
        return ahead;
    }

    /** Moves its clock; timers that come due go off at once. */
    public synchronized void advance(Duration by) {
        move(by);
        ahead = ahead.plus(by);
    }

    private void move(Duration by) {
        String offset = "{\"offsetMilli\": %d}".formatted(by.toMillis());
        management.post("/actuator/clock/add", offset).requireSuccess();
    }

    /** Starts it after it was killed, on the clock that it had. */
    public synchronized void restart() {
        broker.restart();
        move(ahead);
    }

    @Override
    public void close() {
        broker.close();
    }

    /** Connects an application context with the one broker that all tests share which do not harm it. */
    static final class Shared implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        /** A Friday, in a year that no machine running this has reached: engine clocks go forward only. */
        private static final Instant BEGINNING = Instant.parse("2030-03-01T09:00:00Z");

        private static final class Holder {

            static final TestEngine INSTANCE = start();

            private static TestEngine start() {
                TestEngine engine = TestEngine.start();
                Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "test-engine-stop"));
                return engine;
            }
        }

        /** The broker at the beginning of all tests or later: for a context that runs, see {@link #initialize}. */
        static TestEngine engine() {
            TestEngine engine = Holder.INSTANCE;
            if (engine.now().isBefore(BEGINNING)) {
                engine.advance(Duration.between(engine.now(), BEGINNING));
            }
            return engine;
        }

        /** Without moving the clock. */
        static EngineRecords records() {
            return Holder.INSTANCE.records();
        }

        /** Does not move the clock: after a leap the broker takes itself for unhealthy until its next check in 60 s. */
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            EmbeddedBroker broker = Holder.INSTANCE.broker();
            TestPropertyValues.of(
                            "camunda.client.grpc-address=" + broker.grpcAddress(),
                            "camunda.client.rest-address=" + broker.restAddress(),
                            "vigie.mail.folder=" + newFolder("mail-"))
                    .and(DemoDatabases.settings(ForkFolder.of("engine-tests")))
                    .applyTo(context);
        }
    }
}
