package org.vigie.postmortem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.support.FakeSmtpServer;
import org.vigie.support.engine.Absence;
import org.vigie.support.engine.CaseRecords;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.KillTest;
import org.vigie.support.engine.StopPoint;

/** Vigie killed (SIGKILL) at each moment of the publication of a post-mortem: one document, written once, no mail twice unflagged. */
abstract class PublicationKillMatrix extends KillTest {

    PublicationKillMatrix(Absence absence) {
        super(absence);
    }

    @ParameterizedTest
    @EnumSource
    void isPublishedOnceThoughKilledAt(PublicationMoment moment) throws IOException {
        String ticket = resolvedP1();
        completeAs("dora", ticket, "Task_WritePostMortem", draft());
        StopPoint stop = moment.stop(scene());
        completeAs("nadia", ticket, "Task_ReviewPostMortem", Map.of("reviewDecision", "approve"));
        patiently().until(stop::isReached);
        assertThat(documents(ticket)).hasSize(moment.isWritten() ? 1 : 0);
        Optional<FileTime> written = lastModified(ticket);
        killAt(stop);

        awaitPassed(() -> records(ticket), "EndEvent_PostMortemClosed");
        JsonNode postMortem = scene().vigie().get("/api/post-mortems/PM-" + ticket);
        assertThat(documents(ticket))
                .containsExactly(Path.of(postMortem.path("documentPath").asText()));
        written.ifPresent(before ->
                assertThat(lastModified(ticket)).as("not written again").contains(before));
        assertThat(column("SELECT state FROM effect WHERE key = :id", "PM-" + ticket + "/document"))
                .containsExactly("DONE");
        assertThat(column("SELECT action FROM audit_entry WHERE subject = :id", "PM-" + ticket))
                .containsOnlyOnce("post-mortem published");
        assertThat(records(ticket).instancesOf("post-mortem")).hasSize(1);
        assertThat(records(ticket).incidents()).isEmpty();
        assertThat(scene().mails().received())
                .filteredOn(mail -> FakeSmtpServer.header(mail, "X-Vigie-Repeated") == null)
                .extracting(mail -> FakeSmtpServer.header(mail, "Message-ID"))
                .filteredOn(id -> id.contains(ticket))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    private String resolvedP1() {
        String id = scene().vigie()
                .api()
                .post(
                        "/api/tickets",
                        Map.of(
                                "application", "cesizen",
                                "title", "CESIZen ne répond plus",
                                "description", "Page blanche après la connexion",
                                "type", "corrective",
                                "impact", "service-down",
                                "reporter", Map.of("name", "Inès Martin", "email", "ines@example.org")))
                .requireSuccess()
                .body()
                .path("id")
                .asText();
        complete(id, "Task_QualifyTicket", Map.of("decision", "accept"));
        complete(id, "Task_AssignOwner", Map.of("owner", "ops", "team", "devops"));
        complete(id, "Task_AnalyseCause", Map.of("rootCause", "the certificate expired"));
        complete(id, "Task_ImplementChange", Map.of("progress", "no-code-change", "summary", "renewed it"));
        complete(id, "Task_ValidateCorrection", Map.of("validated", true, "satisfaction", 5));
        return id;
    }

    private static Map<String, Object> draft() {
        return Map.of(
                "timeline", "- 10:00 : down",
                "impact", "Nobody could log in",
                "rootCause", "The certificate had expired",
                "immediateActions", "Renewed by hand",
                "longTermFixes", "None",
                "lessons", "An alert was missing",
                "noActions", true,
                "actions", List.of());
    }

    private void complete(String ticket, String element, Map<String, ?> form) {
        engine().complete(task(ticket, element), form);
    }

    /** There is no Tasklist that would tell Vigie who completed the task: it knows already. */
    private void completeAs(String account, String ticket, String element, Map<String, ?> form) {
        EngineTask task = task(ticket, element);
        scene().jdbc()
                .sql("""
                        INSERT INTO task_completion
                               (epoch, user_task_key, element_id, process_instance_key, account, completed_at)
                        SELECT max(epoch), :key, :element, :instance, :account, now() FROM engine_epoch
                        """)
                .param("key", task.key())
                .param("element", element)
                .param("instance", records(ticket).instancesOf("post-mortem").getLast())
                .param("account", account)
                .update();
        engine().complete(task, form);
    }

    private EngineTask task(String ticket, String element) {
        return patiently()
                .until(
                        () -> records(ticket).openTasks().stream()
                                .filter(open -> open.elementId().equals(element))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private CaseRecords records(String ticket) {
        return CaseRecords.of(engine().records(), "ticketId", ticket);
    }

    private List<Path> documents(String ticket) throws IOException {
        Path folder = scene().data().resolve("applications");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().contains(ticket)
                            || file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private Optional<FileTime> lastModified(String ticket) {
        try {
            List<Path> documents = documents(ticket);
            return documents.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Files.getLastModifiedTime(documents.getFirst()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> column(String sql, String id) {
        return scene().jdbc().sql(sql).param("id", id).query(String.class).list();
    }
}
