package org.vigie.support.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.VigieApplication;
import org.vigie.support.MutableClock;
import org.vigie.support.TestDatabase;

/** The application on a real database and broker, to be stopped and started again on the same data. */
public final class RestartableVigie {

    private final String database = TestDatabase.newDatabase();
    private final Path folder = TestEngine.newFolder("vigie-");
    private final MailFolder mails = new MailFolder(folder.resolve("mail"));
    private final @Nullable MutableClock clock;
    private final List<String> settings;
    private TestEngine engine;
    private @Nullable ConfigurableApplicationContext context;
    private @Nullable HttpJson api;

    /** On the real clock. */
    public RestartableVigie(TestEngine engine) {
        this(engine, null);
    }

    /** On a clock that the test moves together with the engine's, or on the real one if it is null. */
    public RestartableVigie(TestEngine engine, @Nullable MutableClock clock, String... settings) {
        this.engine = engine;
        this.clock = clock;
        this.settings = List.of(settings);
    }

    /** Uses another engine from the next start on. */
    public void moveTo(TestEngine other) {
        engine = other;
    }

    /** Starts it and waits until it is ready. */
    public void start() {
        List<String> arguments = new ArrayList<>(settings);
        arguments.addAll(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database,
                "--camunda.client.grpc-address=" + engine.broker().grpcAddress(),
                "--camunda.client.rest-address=" + engine.broker().restAddress(),
                "--vigie.platform.enabled=false",
                "--vigie.monitoring.enabled=false",
                "--vigie.data-dir=" + folder,
                "--vigie.operator-password=operator-secret"));
        SpringApplicationBuilder application = new SpringApplicationBuilder(VigieApplication.class);
        if (clock != null) {
            clock.set(engine.now());
            application.initializers(fresh -> fresh.getBeanFactory().registerSingleton("clock", clock));
        }
        context = application.run(arguments.toArray(String[]::new));
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        api = new HttpJson(URI.create("http://127.0.0.1:" + port)).as("operator", "operator-secret");
    }

    /** Stops it in good order. */
    public void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    /** What people and clients do with it, and time, which is to be on a clock of the test. */
    public EngineRun run() {
        if (context == null || clock == null) {
            throw new IllegalStateException("not started, or on the real clock");
        }
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new EngineRun(engine, context.getBean(CamundaClient.class), clock, port);
    }

    /** Its API, as the operator. */
    public HttpJson api() {
        if (api == null) {
            throw new IllegalStateException("not started");
        }
        return api;
    }

    /** The mails it sent. */
    public MailFolder mails() {
        return mails;
    }

    /** The ticket as the API shows it. */
    public JsonNode ticket(String id) {
        return api().get("/api/tickets/" + id).requireSuccess().body();
    }

    /** What its engine has told of a ticket until now. */
    public CaseRecords records(String ticketId) {
        return CaseRecords.of(engine.records(), "ticketId", ticketId);
    }

    /** Waits until the ticket has a user task there. */
    public void awaitTask(String ticketId, String elementId) {
        EngineRun.eventually()
                .until(() -> records(ticketId).openTasks().stream()
                        .anyMatch(task -> task.elementId().equals(elementId)));
    }

    /** How many events wait for their delivery; also while it is stopped. */
    public int outstandingEvents() {
        return JdbcClient.create(new DriverManagerDataSource(database))
                .sql("SELECT count(*) FROM event_publication WHERE completion_date IS NULL")
                .query(Integer.class)
                .single();
    }

    /** Who waits for an event and how often it was tried again; also while it is stopped. */
    public List<String> outstandingListeners() {
        return JdbcClient.create(new DriverManagerDataSource(database))
                .sql("""
                        SELECT p.listener_id || ', tried again ' || coalesce(d.attempts, 0) || ' times'
                          FROM event_publication p LEFT JOIN event_delivery d ON d.id = p.id
                         WHERE p.completion_date IS NULL
                        """)
                .query(String.class)
                .list();
    }

    /** Sends the start of a ticket's process to the engine once more. */
    public void publishStart(String ticketId) {
        if (context == null) {
            throw new IllegalStateException("not started");
        }
        context.getBean(CamundaClient.class)
                .newPublishMessageCommand()
                .messageName("ticket-received")
                .correlationKey(ticketId)
                .timeToLive(Duration.ZERO)
                .variables(Map.of("ticketId", ticketId))
                .send()
                .join();
    }
}
