package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.support.engine.Absence;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;
import org.vigie.support.engine.CrashScene;
import org.vigie.support.engine.DemoPlan;
import org.vigie.support.engine.StopPoint;
import org.vigie.support.engine.TestEngine;
import org.vigie.support.engine.WriteGate;

/**
 * 24 kills: eight in the dump, eight in the copies, eight in the restore, of an application with two places. Nothing is counted twice,
 * no scratch server and no lock is left.
 */
@Campaign
class BackupKillsIT extends BackupKillTest {

    private final Path folder = TestEngine.newFolder("kills-").toAbsolutePath();
    private final Path second = folder.resolve("second");
    private final CampaignReport report = new CampaignReport("backup-kills");
    private int kills;

    BackupKillsIT() {
        super(Absence.FIVE_SECONDS);
    }

    @Override
    protected Map<String, String> settings() {
        second.toFile().mkdirs();
        assertThat(second).isDirectory();
        String versionAt = "versionAt: http://localhost:8070/health\n";
        return DemoPlan.in(folder.resolve("plans"), Map.of(versionAt, versionAt + """
                              copies: 2
                              folders:
                                - { id: second, path: %s }
                        """.formatted(second)));
    }

    @ParameterizedTest
    @EnumSource(
            value = BackupMoment.class,
            names = {
                "COMMAND_NOT_BEGUN",
                "COMMAND_BEGINNING",
                "COMMAND_UNDER_WAY",
                "COMMAND_ENDS_MEANWHILE",
                "RECORD_DURING",
                "RECORD_AFTER",
                "ARCHIVE_DURING",
                "RELEASE_DURING"
            })
    void killedInTheDump(BackupMoment moment) throws IOException {
        StopPoint stop = moment.stop(scene());
        String id = request();
        killAt(stop);
        isDoneOnce(id, false);
        isCopiedOnce(id);
        report.line("kill %d, dump, %s: one backup, two copies", ++kills, moment);
    }

    enum CopyMoment {
        CATALOGUE_BEFORE(scene -> WriteGate.before(scene.database(), "INSERT ON backup", "true")),
        CATALOGUE_DURING(scene -> WriteGate.during(scene.database(), "INSERT ON backup", "true")),
        CATALOGUE_AFTER(scene -> WriteGate.after(scene.database(), "INSERT ON backup", "true")),
        COPY_BEFORE(scene -> WriteGate.before(scene.database(), "INSERT ON backup_copy", Rows.SECOND)),
        COPY_DURING(scene -> WriteGate.during(scene.database(), "INSERT ON backup_copy", Rows.SECOND)),
        COPY_AFTER(scene -> WriteGate.after(scene.database(), "INSERT ON backup_copy", Rows.SECOND)),
        STATE_BEFORE(scene -> WriteGate.before(scene.database(), "UPDATE ON backup", Rows.COPIED)),
        STATE_AFTER(scene -> WriteGate.after(scene.database(), "UPDATE ON backup", Rows.COPIED));

        private final Function<CrashScene, StopPoint> stop;

        CopyMoment(Function<CrashScene, StopPoint> stop) {
            this.stop = stop;
        }

        private static final class Rows {
            static final String SECOND = "NEW.place = 'second'";
            static final String COPIED = "NEW.state = 'copied'";
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedInTheCopies(CopyMoment moment) throws IOException {
        StopPoint stop = moment.stop.apply(scene());
        String id = request();
        killAt(stop);
        isDoneOnce(id, false);
        isCopiedOnce(id);
        report.line("kill %d, copies, %s: one backup, two copies", ++kills, moment);
    }

    enum RestoreMoment {
        RESTORING(Restoring::new),
        CATALOGUE_BEFORE(scene -> WriteGate.before(scene.database(), "INSERT ON restore_test", "true")),
        CATALOGUE_DURING(scene -> WriteGate.during(scene.database(), "INSERT ON restore_test", "true")),
        CATALOGUE_AFTER(scene -> WriteGate.after(scene.database(), "INSERT ON restore_test", "true")),
        STATE_DURING(scene -> WriteGate.during(scene.database(), "UPDATE ON backup", Rows.VERIFIED)),
        VERDICT_BEFORE(scene -> WriteGate.before(scene.database(), "UPDATE ON operation", Rows.VERDICT)),
        VERDICT_AFTER(scene -> WriteGate.after(scene.database(), "UPDATE ON operation", Rows.VERDICT)),
        RELEASE_AFTER(scene -> WriteGate.after(scene.database(), "UPDATE ON target_lock", "NEW.holder IS NULL"));

        private final Function<CrashScene, StopPoint> stop;

        RestoreMoment(Function<CrashScene, StopPoint> stop) {
            this.stop = stop;
        }

        private static final class Rows {
            static final String VERIFIED = "NEW.state = 'verified'";
            static final String VERDICT = "NEW.details ->> 'verdict' IS DISTINCT FROM OLD.details ->> 'verdict'";
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedInTheRestore(RestoreMoment moment) throws IOException {
        String backup = request();
        isDoneOnce(backup, false);
        isVerifiedOnce(backup, moment.stop.apply(scene()));
        assertThat(scene().jdbc()
                        .sql("SELECT state FROM backup WHERE id = :id")
                        .param("id", backup)
                        .query(String.class)
                        .single())
                .isEqualTo("verified");
        assertThat(backup(backup).path("details").path("state").asText()).isEqualTo("verified");
        report.line("kill %d, restore, %s: one verdict, no server left", ++kills, moment);
    }

    /** pg_restore does not get past its start. */
    private static final class Restoring implements StopPoint {

        private final CrashScene scene;
        private final int before;

        Restoring(CrashScene scene) {
            this.scene = scene;
            this.before = scene.supervisor().starts().size();
            scene.supervisor().hold();
        }

        @Override
        public boolean isReached() {
            return scene.supervisor().starts().size() > before;
        }

        @Override
        public void afterTheKill() {
            scene.supervisor().letGo();
        }
    }

    private void isCopiedOnce(String id) throws IOException {
        assertThat(scene().jdbc()
                        .sql("SELECT place FROM backup_copy WHERE backup_id = :id AND cause IS NULL ORDER BY place")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly("folder", "second");
        assertThat(backup(id).path("details").path("places")).hasSize(2);
        assertThat(backup(id).path("details").path("sizeBytes").asLong()).isPositive();
        for (Path place : List.of(scene().data().resolve("backups"), second)) {
            try (Stream<Path> files = Files.list(place.resolve("demo/main"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as("%s", place)
                        .noneMatch(name -> name.startsWith("."))
                        .filteredOn(name -> name.contains(id))
                        .hasSize(3);
            }
        }
    }

    @AfterAll
    void sum() {
        report.line("%d kills", kills);
    }
}
