package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.support.engine.Absence;
import org.vigie.support.engine.StopPoint;
import org.vigie.support.engine.WriteGate;

/** Vigie killed in a restore test and started again: one verdict, and nothing of the scratch server left. */
class RestoreTestKillIT extends BackupKillTest {

    private static final String TESTS = "/api/applications/demo/restore-tests";

    RestoreTestKillIT() {
        super(Absence.FIVE_SECONDS);
    }

    @Test
    void killedWhileItRestores() throws IOException {
        String backup = request();
        isDoneOnce(backup, false);
        StopPoint restoring = new StopPoint() {
            private final int before = scene().supervisor().starts().size();

            @Override
            public boolean isReached() {
                return scene().supervisor().starts().size() > before;
            }

            @Override
            public void afterTheKill() {
                scene().supervisor().letGo();
            }
        };
        scene().supervisor().hold();
        isVerifiedOnce(backup, restoring);
    }

    @Test
    void killedBeforeAndAfterItsVerdictIsKept() throws IOException {
        String backup = request();
        isDoneOnce(backup, false);
        isVerifiedOnce(backup, WriteGate.before(scene().database(), "INSERT ON restore_test", "true"));
        isVerifiedOnce(backup, WriteGate.after(scene().database(), "INSERT ON restore_test", "true"));
    }

    private void isVerifiedOnce(String backup, StopPoint stop) throws IOException {
        String id = scene().vigie()
                .api()
                .post(TESTS, Map.of("backup", backup))
                .body()
                .path("id")
                .asText();
        killAt(stop);
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
}
