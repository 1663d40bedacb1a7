package org.vigie.modelling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.client.EngineModels;
import org.vigie.engine.client.ModelsDeployed;
import org.vigie.engine.instance.InstanceMigration;
import org.vigie.engine.instance.RunningInstances;
import org.vigie.shared.SweepLock;
import org.vigie.support.VigieTest;

/** A change is tried, shown, put into force once by who may, and taken back. */
@VigieTest
@RecordApplicationEvents
class ModelChangesTests {

    private static final String DELAY = ShippedModels.edit("ticket.bpmn", ">=validationReminder<", ">P1D<");
    private static final String RULE =
            ShippedModels.edit("ticketPriority.dmn", "<text>\"P2\"</text>", "<text>\"P1\"</text>");

    @Autowired
    ApplicationChoices choices;

    @Autowired
    SweepLock lock;

    @Autowired
    MockMvc http;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEvents told;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    MigrationStore migrations;

    @Autowired
    Clock clock;

    @Autowired
    ModelStore store;

    @Autowired
    ModelDesk desk;

    @Autowired
    ModelsInForce inForce;

    @Autowired
    AuditTrail audit;

    @AfterEach
    void asShipped() {
        jdbc.sql("TRUNCATE model_deployment, model_trial, model_definition CASCADE")
                .update();
        inForce.apply();
    }

    @Test
    void aBadEditIsRefusedInTheLanguageOfItsOwner() throws Exception {
        Map<String, Object> change = Map.of("text", ShippedModels.edit("ticket.bpmn", ">P100D<", ">100 days<"));
        JsonNode trial = answer(send("/api/models/ticket.bpmn/trials", "process-owner", change, Locale.FRENCH), 201);
        assertThat(trial.path("accepted").asBoolean()).isFalse();
        assertThat(trial.path("refusals").get(0).path("element").asText()).isEqualTo("Event_ReleaseMissing");
        assertThat(trial.path("refusals").get(0).path("sentence").asText())
                .startsWith("« 100 days » à « Waited too long » n’est pas un temps");

        JsonNode problem = answer(deploy("ticket.bpmn", trial), 422);
        assertThat(problem.path("detail").asText()).contains("“100 days” at “Waited too long” is no time");
        assertThat(page("/models"))
                .contains("“100 days”", "It cannot be deployed")
                .doesNotContain("/deployment\"");
        assertThat(store.newest()).isEmpty();
    }

    @Test
    void aChangeIsShownSideBySideAndDeployedOnceUnderItsAccount() throws Exception {
        JsonNode trial = answer(
                send("/api/models/ticket.bpmn/trials", "process-owner", Map.of("text", DELAY), Locale.ENGLISH), 201);
        String id = trial.path("id").asText();
        assertThat(trial.path("accepted").asBoolean()).isTrue();
        assertThat(trial.path("differences").toString())
                .contains("\"how\":\"changed\"", "BoundaryEvent_ValidationReminderDue", "Reminder due");
        assertThat(page("/models")).contains("Nothing stands against it", "/models/trials/" + id + "/deployment");
        String change = page("/models/trials/" + id);
        assertThat(change).contains("Reminder due", "/models/trials/" + id + "/after/ticket.svg");
        MockHttpServletResponse picture = http.perform(
                        get("/models/trials/" + id + "/after/ticket.svg").with(httpBasic("auditor", "auditor-secret")))
                .andReturn()
                .getResponse();
        assertThat(picture.getContentType()).isEqualTo("image/svg+xml");
        assertThat(picture.getContentAsString()).startsWith("<svg").contains("#fbe9bd", "Reminder due");
        assertThat(change).contains("/after/ticket.svg?part=0").doesNotContain("ticket.svg?part=1");
        String part = http.perform(get("/models/trials/" + id + "/after/ticket.svg?part=0")
                        .with(httpBasic("auditor", "auditor-secret")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(part).contains("#fbe9bd", "Reminder due", "width=\"336.0\"");
        assertThat(part.indexOf("#fbe9bd"))
                .as("events on the edge of a task are drawn in front of it")
                .isGreaterThan(part.lastIndexOf("<rect"));
        assertThat(http.perform(get("/models/trials/" + id + "/after/ticket.svg?part=1")
                                .with(httpBasic("auditor", "auditor-secret")))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);

        JsonNode deployed = answer(deploy("ticket.bpmn", trial), 202);
        assertThat(answer(deploy("ticket.bpmn", trial), 202).path("number")).isEqualTo(deployed.path("number"));
        assertThat(deployed.path("requestedBy").asText()).isEqualTo("process-owner");
        assertThat(desk.inForce().text("ticket.bpmn")).isEqualTo(DELAY);
        assertThat(audit.of(ModelDesk.SUBJECT))
                .filteredOn(entry -> id.equals(entry.details().get("trial")))
                .extracting(AuditEntry::actor, AuditEntry::action)
                .containsExactly(tuple("process-owner", "models deployed"));
        assertThat(desk.open()).isEmpty();
        assertThat(page("/models"))
                .contains("In force: number " + deployed.path("number").asText());
    }

    @Test
    void aChangedRuleIsTriedOnPastTickets() throws Exception {
        for (int i = 0; i < 3; i++) {
            answer(send("/api/tickets", "operator", ticket("key-function-degraded"), Locale.ENGLISH), 201);
        }
        answer(send("/api/tickets", "operator", ticket("cosmetic"), Locale.ENGLISH), 201);
        JsonNode trial = answer(
                send("/api/models/ticketPriority.dmn/trials", "process-owner", Map.of("text", RULE), Locale.ENGLISH),
                201);
        assertThat(trial.path("history").toString())
                .containsPattern("[3-9][0-9]* of [0-9]+ tickets would become P1")
                .containsPattern("The correction would be due at another time for [0-9]+ of [0-9]+ tickets");
        assertThat(page("/models/trials/" + trial.path("id").asText()))
                .contains("Tried on the past", "tr class=\"is-changed\"");
    }

    @Test
    void onlyOwnersChangeModelsAndEveryAccountReads() throws Exception {
        for (String account : List.of("operator", "auditor")) {
            assertThat(send("/api/models/ticket.bpmn/trials", account, Map.of("text", DELAY), Locale.ENGLISH)
                            .getStatus())
                    .isEqualTo(403);
            assertThat(send("/api/models/rollbacks", account, Map.of(), Locale.ENGLISH)
                            .getStatus())
                    .isEqualTo(403);
        }
        assertThat(send("/api/tickets", "process-owner", ticket("cosmetic"), Locale.ENGLISH)
                        .getStatus())
                .isEqualTo(403);
        JsonNode list = json.readTree(http.perform(get("/api/models").with(httpBasic("auditor", "auditor-secret")))
                .andReturn()
                .getResponse()
                .getContentAsString());
        assertThat(list.path("models").size())
                .isEqualTo(ShippedModels.all().files().size());
    }

    @Test
    void aTrialAgainstWhatIsNoLongerInForceIsMadeAgain() throws Exception {
        JsonNode first = answer(
                send("/api/models/ticket.bpmn/trials", "process-owner", Map.of("text", DELAY), Locale.ENGLISH), 201);
        JsonNode second = answer(
                send("/api/models/ticketPriority.dmn/trials", "process-owner", Map.of("text", RULE), Locale.ENGLISH),
                201);
        JsonNode deployed = answer(deploy("ticket.bpmn", first), 202);
        store.deployed(deployed.path("number").asLong(), VigieTest.START, Deployment.LIVE);
        assertThat(answer(deploy("ticketPriority.dmn", second), 409)
                        .path("detail")
                        .asText())
                .contains("are not those that the change was tried against");
        assertThat(answer(deploy("ticketPriority.dmn", first), 409)
                        .path("detail")
                        .asText())
                .contains("the trial is not about ticketPriority.dmn");
        assertThat(send("/api/models/passwd/trials", "process-owner", Map.of("text", "x"), Locale.ENGLISH)
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void theVersionBeforeComesBackByOneCallAndItsTablesAnswer() throws Exception {
        assertThat(send("/api/models/rollbacks", "process-owner", Map.of(), Locale.ENGLISH)
                        .getStatus())
                .isEqualTo(409);
        inForce.deployed(Map.of());
        assertThat(store.newest()).map(Deployment::kind).contains(Deployment.START);
        JsonNode trial = answer(
                send("/api/models/ticketPriority.dmn/trials", "process-owner", Map.of("text", RULE), Locale.ENGLISH),
                201);
        JsonNode deployed = answer(deploy("ticketPriority.dmn", trial), 202);
        live(deployed);
        assertThat(priority("key-function-degraded")).isEqualTo("P1");
        JsonNode back = answer(send("/api/models/rollbacks", "process-owner", Map.of(), Locale.ENGLISH), 202);
        assertThat(back.path("kind").asText()).isEqualTo("rollback");
        live(back);
        assertThat(desk.inForce()).isEqualTo(ShippedModels.all());
        assertThat(priority("key-function-degraded")).isEqualTo("P2");
    }

    @Test
    void aStartKeepsWhatItsOwnerDeployedUntilVigieBringsAnotherVersion() {
        inForce.deployed(Map.of());
        Trial trial = desk.tryOut(Map.of("ticket.bpmn", DELAY), "process-owner");
        Deployment deployed = desk.deploy(trial.id(), "process-owner");
        store.deployed(deployed.number(), VigieTest.START, Deployment.LIVE);
        assertThat(inForce.models()).containsEntry("ticket.bpmn", DELAY);
        inForce.deployed(Map.of());
        assertThat(store.newest()).map(Deployment::number).contains(deployed.number());

        jdbc.sql("UPDATE model_deployment_file SET shipped_hash = 'that of an older Vigie' WHERE file = 'ticket.bpmn'")
                .update();
        assertThat(inForce.models())
                .containsEntry("ticket.bpmn", ShippedModels.all().text("ticket.bpmn"));
        inForce.deployed(Map.of());
        assertThat(desk.inForce()).isEqualTo(ShippedModels.all());
        assertThat(audit.of(ModelDesk.SUBJECT))
                .extracting(AuditEntry::action)
                .contains("changed model put aside by a new version of Vigie");
    }

    @Test
    void whatTheEngineTookIsToldToThoseWhoDescribeIt() {
        long number = desk.deploy(
                        desk.tryOut(Map.of("ticket.bpmn", DELAY), "owner").id(), "owner")
                .number();
        EngineModels engine = mock(EngineModels.class);
        when(engine.deploy(any())).thenReturn(Map.of("ticket", 4711L));
        Rollout rollout = new Rollout(
                store,
                migrations,
                inForce,
                choices,
                engine,
                mock(RunningInstances.class),
                mock(InstanceMigration.class),
                lock,
                publisher,
                transactions,
                clock);
        rollout.goOn();
        assertThat(told.stream(ModelsDeployed.class)).containsExactly(new ModelsDeployed(number));
        assertThat(inForce.models()).containsEntry("ticket.bpmn", DELAY);
    }

    @Test
    void whatIsSavedInTheFolderIsTriedAndDeployedIfThatIsWanted(@TempDir Path folder) throws IOException {
        for (ModelKind kind : ModelKind.values()) {
            Files.createDirectories(folder.resolve(kind.folder()));
            ShippedModels.all()
                    .each(
                            kind,
                            (file, text) -> write(folder.resolve(kind.folder()).resolve(file), text));
        }
        ModelFolder shown = new ModelFolder(new ModelProperties(true, folder, false), desk, store, lock);
        shown.look();
        shown.look();
        assertThat(store.newestTrial()).isEmpty();

        write(folder.resolve("bpmn/ticket.bpmn"), DELAY.substring(0, 5000));
        shown.look();
        write(folder.resolve("bpmn/ticket.bpmn"), DELAY);
        shown.look();
        assertThat(store.newestTrial()).as("while the Modeler writes").isEmpty();
        shown.look();
        assertThat(store.newestTrial()).hasValueSatisfying(trial -> {
            assertThat(trial.files()).containsExactly("ticket.bpmn");
            assertThat(trial.isAccepted()).isTrue();
        });
        assertThat(store.newest()).isEmpty();

        Files.delete(folder.resolve("forms/ticket-qualify.form"));
        ModelFolder deploying = new ModelFolder(new ModelProperties(true, folder, true), desk, store, lock);
        deploying.look();
        deploying.look();
        assertThat(store.newest()).as("a form is missing").isEmpty();
        write(folder.resolve("forms/ticket-qualify.form"), ShippedModels.all().text("ticket-qualify.form"));
        deploying.look();
        deploying.look();
        assertThat(store.newest()).map(Deployment::requestedBy).contains(AuditEntry.VIGIE);
        assertThat(desk.inForce().text("ticket.bpmn")).isEqualTo(DELAY);

        // what looks the same from outside is not read; the Modeler never writes so
        int tried = trials();
        Path file = folder.resolve("bpmn/ticket.bpmn");
        FileTime saved = Files.getLastModifiedTime(file);
        write(file, DELAY.replace("exporterVersion=\"5.28.0\"", "exporterVersion=\"5.28.1\""));
        Files.setLastModifiedTime(file, saved);
        deploying.look();
        deploying.look();
        assertThat(trials()).isEqualTo(tried);
        Files.setLastModifiedTime(file, FileTime.from(saved.toInstant().plusSeconds(1)));
        deploying.look();
        deploying.look();
        assertThat(trials()).isEqualTo(tried + 1);
    }

    private int trials() {
        return jdbc.sql("SELECT count(*) FROM model_trial").query(Integer.class).single();
    }

    private static void write(Path path, @Nullable String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void live(JsonNode deployment) {
        store.deployed(deployment.path("number").asLong(), VigieTest.START, Deployment.LIVE);
        inForce.apply();
    }

    private String priority(String impact) throws Exception {
        return answer(send("/api/tickets", "operator", ticket(impact), Locale.ENGLISH), 201)
                .path("priority")
                .asText();
    }

    private static Map<String, Object> ticket(String impact) {
        Map<String, Object> ticket = new HashMap<>();
        ticket.put("application", "cesizen");
        ticket.put("title", "A rule is tried");
        ticket.put("description", "on this");
        ticket.put("type", "corrective");
        ticket.put("impact", impact);
        ticket.put("labels", List.of("bug"));
        ticket.put("reporter", Map.of("name", "Inès Martin", "email", "ines@example.org"));
        return ticket;
    }

    private MockHttpServletResponse deploy(String file, JsonNode trial) throws Exception {
        return send(
                "/api/models/" + file + "/deployments",
                "process-owner",
                Map.of("trial", trial.path("id").asText()),
                Locale.ENGLISH);
    }

    private MockHttpServletResponse send(String path, String account, Object body, Locale language) throws Exception {
        return http.perform(post(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.writeValueAsBytes(body))
                        .locale(language)
                        .with(httpBasic(account, password(account))))
                .andReturn()
                .getResponse();
    }

    private static String password(String account) {
        return account.equals("process-owner") ? "owner-secret" : account + "-secret";
    }

    private JsonNode answer(MockHttpServletResponse response, int status) throws Exception {
        String body = response.getContentAsString(UTF_8);
        assertThat(response.getStatus()).as(body).isEqualTo(status);
        return json.readTree(body);
    }

    private String page(String path) throws Exception {
        MockHttpServletResponse response = http.perform(
                        get(path).locale(Locale.ENGLISH).with(httpBasic("process-owner", "owner-secret")))
                .andReturn()
                .getResponse();
        String page = response.getContentAsString();
        assertThat(response.getStatus()).as(page).isEqualTo(200);
        assertThat(response.getHeader("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page).doesNotContain("<script");
        return page;
    }
}
