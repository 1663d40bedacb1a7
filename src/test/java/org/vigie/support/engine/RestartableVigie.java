package org.vigie.support.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.VigieApplication;
import org.vigie.support.TestDatabase;

/** The application on a real clock, database and broker, to be stopped and started again on the same data. */
public final class RestartableVigie {

    private final String database = TestDatabase.newDatabase();
    private final Path folder = TestEngine.newFolder("vigie-");
    private final MailFolder mails = new MailFolder(folder.resolve("mail"));
    private TestEngine engine;
    private @Nullable ConfigurableApplicationContext context;
    private @Nullable HttpJson api;

    public RestartableVigie(TestEngine engine) {
        this.engine = engine;
    }

    /** Uses another engine from the next start on. */
    public void moveTo(TestEngine other) {
        engine = other;
    }

    /** Starts it and waits until it is ready. */
    public void start() {
        context = new SpringApplicationBuilder(VigieApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database,
                        "--camunda.client.grpc-address=" + engine.broker().grpcAddress(),
                        "--camunda.client.rest-address=" + engine.broker().restAddress(),
                        "--vigie.platform.enabled=false",
                        "--vigie.data-dir=" + folder,
                        "--vigie.operator-password=operator-secret");
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
