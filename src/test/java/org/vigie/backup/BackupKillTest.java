package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vigie.backup.dump.DatabaseDump;
import org.vigie.command.RunProcesses;
import org.vigie.support.FakeSmtpServer;
import org.vigie.support.engine.Absence;
import org.vigie.support.engine.CaseRecords;
import org.vigie.support.engine.KillTest;
import org.vigie.support.engine.StopPoint;

/** Vigie killed (SIGKILL) in a backup and started again: one usable dump, one end, one mail, nothing left behind. */
abstract class BackupKillTest extends KillTest {

    static final String BACKUPS = "/api/applications/demo/backups";

    private static final String TESTS = "/api/applications/demo/restore-tests";

    BackupKillTest(Absence absence) {
        super(absence);
    }

    final String request() {
        var answer = scene().vigie().api().post(BACKUPS, Map.of());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer.body().path("id").asText();
    }

    final JsonNode backup(String id) {
        return scene().vigie().get(BACKUPS + "/" + id);
    }

    /** Is done once though Vigie is killed then. */
    final void survives(BackupMoment moment) throws IOException {
        StopPoint stop = moment.stop(scene());
        String id = request();
        killAt(stop);
        isDoneOnce(id, moment.repeatsTheMail());
    }

    /** Waits for its end. */
    final void isDoneOnce(String id, boolean repeated) throws IOException {
        awaitEnd(id);
        assertThat(backup(id).path("status").asText()).as("%s", backup(id)).isEqualTo("succeeded");
        oneUsableDump(id);
        oneMail(id, repeated);
        oneProcess(id);
        nothingIsLeft(id);
    }

    private CaseRecords records(String id) {
        return CaseRecords.of(engine().records(), "operationId", id);
    }

    private void awaitEnd(String id) {
        awaitPassed(() -> records(id), "backup");
        patiently().untilAsserted(() -> assertThat(noticesOf(id)).containsExactly("SENT"));
    }

    /** The dump dies with the Vigie that reads it, and begins anew; what counts is what is left. */
    private void oneUsableDump(String id) throws IOException {
        assertThat(scene().dump().startsOf(id)).as("dumps").isBetween(1L, 2L);
        assertThat(backup(id).path("steps"))
                .extracting(step ->
                        step.path("name").asText() + " " + step.path("status").asText())
                .endsWith(DatabaseDump.STEP + " succeeded");
        Path archive = Path.of(backup(id)
                .path("details")
                .path("places")
                .path(0)
                .path("location")
                .asText());
        String stem = archive.getFileName().toString().replace(".dump.zst.age", "");
        try (Stream<Path> files = Files.list(archive.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.contains(id)))
                    .containsExactlyInAnyOrder(
                            stem + ".dump.zst.age", stem + ".contents.json.zst.age", stem + ".manifest.json");
        }
        assertThat(backup(id).path("details").path("state").asText()).isEqualTo("copied");
        assertThat(scene().jdbc()
                        .sql("SELECT action FROM audit_entry WHERE subject = :id AND action LIKE '%succeeded'")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .hasSize(1);
    }

    private void oneMail(String id, boolean repeated) {
        assertThat(noticesOf(id)).hasSize(1);
        List<MimeMessage> mails = scene().mails().received().stream()
                .filter(mail -> messageId(mail).contains(id))
                .toList();
        assertThat(mails).hasSize(repeated ? 2 : 1);
        if (repeated) {
            assertThat(mails).extracting(BackupKillTest::messageId).containsOnly(messageId(mails.getFirst()));
            assertThat(FakeSmtpServer.header(mails.getLast(), "X-Vigie-Repeated"))
                    .isEqualTo("true");
        }
    }

    private void oneProcess(String id) {
        assertThat(records(id).instancesOf("backup")).hasSize(1);
        assertThat(records(id).completed()).contains("EndEvent_BackupTaken");
    }

    final void nothingIsLeft(String id) {
        assertThat(records(id).incidents()).isEmpty();
        assertThat(scene().vigie().get("/api/troubles")).isEmpty();
        assertThat(scene().jdbc()
                        .sql("SELECT resource FROM target_lock WHERE holder IS NOT NULL")
                        .query(String.class)
                        .list())
                .as("locks")
                .isEmpty();
        assertThat(scene().jdbc()
                        .sql(
                                "SELECT id FROM process_request WHERE case_id = :id AND seen_at IS NULL AND withdrawn_at IS NULL")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .as("requests")
                .isEmpty();
        patiently()
                .untilAsserted(() -> assertThat(IntStream.rangeClosed(1, 4)
                                .mapToObj(number -> RunProcesses.alive(scene().data(), id + "." + number))
                                .flatMap(Set::stream))
                        .as("processes")
                        .isEmpty());
    }

    final void isVerifiedOnce(String backup, StopPoint stop) throws IOException {
        String id = scene().vigie()
                .api()
                .post(TESTS, Map.of("backup", backup))
                .body()
                .path("id")
                .asText();
        killAt(stop);
        isVerifiedOnce(id);
    }

    /** Waits for the end of a restore test. */
    final void isVerifiedOnce(String id) {
        patiently().until(() -> !test(id).path("endedAt").isNull());
        assertThat(test(id).path("details").path("verdict").asText())
                .as("%s", test(id))
                .isEqualTo("verified");
        assertThat(scene().jdbc()
                        .sql("SELECT count(*) FROM restore_test WHERE id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        nothingIsLeft(id);
        patiently().untilAsserted(() -> assertThat(scratchServers()).isZero());
    }

    private long scratchServers() throws IOException {
        Path scratch = scene().data().resolve("scratch");
        if (!Files.isDirectory(scratch)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(scratch)) {
            return files.filter(Files::isDirectory).count();
        }
    }

    private JsonNode test(String id) {
        return scene().vigie().get(TESTS + "/" + id);
    }

    private List<String> noticesOf(String id) {
        return scene().jdbc()
                .sql("SELECT state FROM notice WHERE subject = :id")
                .param("id", id)
                .query(String.class)
                .list();
    }

    private static String messageId(MimeMessage mail) {
        return FakeSmtpServer.header(mail, "Message-ID");
    }
}
