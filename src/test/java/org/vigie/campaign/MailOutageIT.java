package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.support.FakeSmtpServer;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.RestartableVigie;
import org.vigie.support.engine.TestEngine;

/** The mail server refuses connections for 30 minutes and then one recipient for good: nothing waits for it, nothing is lost. */
@Timeout(240)
class MailOutageIT {

    private static final String REFUSED = "devops@cesizen.example";
    private static final Map<String, Object> P1 = Map.of(
            "application", "cesizen",
            "title", "CESIZen ne répond plus",
            "description", "Page blanche",
            "type", "corrective",
            "impact", "service-down",
            "reporter", Map.of("name", "Inès Martin", "email", "ines@example.org"));

    private static final Duration STEP = Duration.ofMinutes(4);

    private final FakeSmtpServer server = FakeSmtpServer.started();
    private TestEngine engine;
    private RestartableVigie vigie;
    private EngineRun run;
    private Instant reached = Instant.EPOCH;

    @BeforeEach
    void start() {
        engine = TestEngine.start();
        vigie = new RestartableVigie(
                engine,
                EngineRun.clock(),
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + server.port(),
                "--vigie.mail.from=vigie@example.org");
        vigie.start();
        run = vigie.run();
    }

    @AfterEach
    void stop() {
        vigie.stop();
        engine.close();
        server.close();
    }

    @Test
    void nothingStopsAndEveryMailArrivesOnce() {
        Instant created = run.nextFriday();
        reached = created;
        String id = run.create(P1).path("id").asText();
        run.task(id, "Task_QualifyTicket");
        eventually().until(() -> server.received().size() == 1);

        // within one working hour it should be taken up: warned of after 45 minutes, escalated after 60 and 75
        passUntil(created.plus(Duration.ofMinutes(40)));
        server.goAway();
        String rejected = run.create(P1).path("id").asText();
        run.complete(rejected, "Task_QualifyTicket", Map.of("decision", "reject", "reason", "not our site"));
        String asked = run.create(P1).path("id").asText();
        run.complete(asked, "Task_QualifyTicket", Map.of("decision", "ask", "question", "With which browser?"));
        run.task(asked, "Task_RecordAnswer");
        eventually().until(() -> run.ticket(rejected).path("status").asText().equals("rejected"));

        passUntil(created.plus(Duration.ofMinutes(46)));
        eventually().until(() -> run.history(id).contains("warned of the response due date"));
        passUntil(created.plus(Duration.ofMinutes(61)));
        run.task(id, "Task_AcknowledgeEscalation");
        eventually().until(() -> !notices("waiting", "/step-0/ops").isEmpty());
        run.awaitTimersSet(id, "Event_NoAnswer", 1);
        passUntil(created.plus(Duration.ofMinutes(70)));
        assertThat(server.received()).hasSize(1);
        assertThat(notices("sent", "")).hasSize(1);

        server.refuse(REFUSED);
        server.comeBack();
        passUntil(created.plus(Duration.ofMinutes(76)));
        eventually().until(() -> !notices("", "/step-1/lead").isEmpty());
        passUntil(created.plus(Duration.ofMinutes(86)));
        eventually().untilAsserted(() -> assertThat(notices("waiting", "")).isEmpty());

        refusedAreListedAndToldToTheNext();
        everyMailArrivedOnce();
        assertThat(List.of(id, rejected, asked))
                .allSatisfy(
                        ticket -> assertThat(run.records(ticket).incidents()).isEmpty());
        assertThat(engine.records().of("INCIDENT", "CREATED")).isEmpty();
        assertThat(vigie.api().get("/api/troubles").requireSuccess().body()).isEmpty();
    }

    /** In steps shorter than the lease of an attempt: one that is under way keeps it, and its mail is not marked as repeated. */
    private void passUntil(Instant moment) {
        for (Instant next = reached.plus(STEP); next.isBefore(moment); next = next.plus(STEP)) {
            run.passUntil(next);
        }
        run.passUntil(moment);
        reached = moment;
    }

    private void refusedAreListedAndToldToTheNext() {
        List<JsonNode> refused = notices("refused", "");
        assertThat(refused).isNotEmpty().allSatisfy(notice -> {
            assertThat(notice.path("address").asText()).isEqualTo(REFUSED);
            assertThat(notice.path("reason").asText()).contains("550");
            assertThat(notices("sent", ""))
                    .filteredOn(other -> other.path("refusalOf").asLong()
                            == notice.path("id").asLong())
                    .singleElement()
                    .satisfies(
                            other -> assertThat(other.path("contact").asText()).isEqualTo("help"));
        });
        assertThat(refused)
                .extracting(notice -> notice.path("key").asText())
                .anyMatch(key -> key.contains("/step-0/ops"));
    }

    private void everyMailArrivedOnce() {
        assertThat(server.received())
                .extracting(mail -> FakeSmtpServer.header(mail, "Message-ID"))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(notices("sent", ""));
        assertThat(server.received()).allSatisfy(MailOutageIT::isNoRepetition);
        assertThat(server.received(REFUSED)).isEmpty();
        assertThat(server.received("responsable@cesizen.example")).isNotEmpty();
    }

    private static void isNoRepetition(MimeMessage mail) {
        assertThat(FakeSmtpServer.header(mail, "X-Vigie-Repeated")).isNull();
    }

    /** Those in a state, or in any if it is empty, with this in their key. */
    private List<JsonNode> notices(String state, String part) {
        String filter = state.isEmpty() ? "" : "&state=" + state;
        JsonNode all = vigie.api()
                .get("/api/notices?limit=500" + filter)
                .requireSuccess()
                .body();
        return StreamSupport.stream(all.spliterator(), false)
                .filter(notice -> notice.path("key").asText().contains(part))
                .toList();
    }
}
