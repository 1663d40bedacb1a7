package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vigie.alert.Alert;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertState;
import org.vigie.alert.Alerts;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.BackupSettings.Frequency;
import org.vigie.shared.ConflictException;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** What the plan wants regularly is asked for once in its period, and what did not happen is reported and cleared. */
@VigieTest
@Import(BackupRun.class)
class BackupScheduleTests {

    @Autowired
    BackupSchedule schedule;

    @Autowired
    BackupWatch watch;

    @Autowired
    BackupLateness lateness;

    @Autowired
    BackupNoticeWatch noticeWatch;

    @Autowired
    BackupNotices notices;

    @Autowired
    BackupStates states;

    @Autowired
    Alerts alerts;

    @Autowired
    Operations operations;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BackupRun run;

    @DynamicPropertySource
    static void vault(DynamicPropertyRegistry registry) {
        VaultDatabase.register(registry);
    }

    @BeforeEach
    void reset() {
        VaultDatabase.reset();
        open("backups").forEach(operation -> run.cancel(operation.id()));
        open("restore-tests").forEach(operation -> run.cancel(operation.id()));
        jdbc.sql("DELETE FROM restore_test").update();
        jdbc.sql("DELETE FROM backup_copy").update();
        jdbc.sql("DELETE FROM backup").update();
        jdbc.sql("DELETE FROM trouble").update();
        jdbc.sql("TRUNCATE alert, alert_group, alert_note, alert_message CASCADE")
                .update();
    }

    @Test
    void oneBackupADayAndOneTestAMonthOnceTheyAreDue() {
        at("2026-12-24T00:30:00Z");
        schedule.askForWhatIsDue();
        assertThat(open("backups")).as("half past one in Paris").isEmpty();

        at("2026-12-24T01:31:00Z");
        schedule.askForWhatIsDue();
        schedule.askForWhatIsDue();
        assertThat(open("backups")).singleElement().satisfies(backup -> {
            assertThat(backup.requestedBy()).isEqualTo("vigie");
            assertThat(backup.input()).containsEntry("database", "main");
        });
        assertThat(open("restore-tests")).as("there is nothing to test yet").isEmpty();

        carryOut(open("backups").getFirst().id());
        schedule.askForWhatIsDue();
        assertThat(open("backups")).as("it was taken today").isEmpty();
        assertThat(open("restore-tests")).singleElement();
        run.cancel(open("restore-tests").getFirst().id());

        at("2026-12-25T01:31:00Z");
        schedule.askForWhatIsDue();
        assertThat(open("backups")).hasSize(1);
        assertThat(open("restore-tests")).as("one a month").isEmpty();

        carryOut(open("backups").getFirst().id());
        at("2027-01-01T09:00:00Z");
        schedule.askForWhatIsDue();
        assertThat(open("restore-tests")).hasSize(1);
    }

    @Test
    void exerciseIsAskedForOnceAQuarterWhenSomebodyIsThere() {
        at("2028-02-14T08:59:00Z");
        run.backup();
        schedule.askForWhatIsDue();
        open("restore-tests").forEach(test -> run.cancel(test.id()));
        schedule.askForWhatIsDue();
        assertThat(open("restore-tests")).as("before ten in Paris").isEmpty();
        at("2028-02-14T09:00:00Z");
        schedule.askForWhatIsDue();
        schedule.askForWhatIsDue();
        assertThat(open("restore-tests"))
                .singleElement()
                .satisfies(exercise -> assertThat(exercise.input()).containsEntry("drill", true));
        open("restore-tests").forEach(test -> run.cancel(test.id()));
        at("2028-03-13T09:00:00Z");
        schedule.askForWhatIsDue();
        assertThat(open("restore-tests"))
                .as("that of the month alone")
                .noneMatch(test -> test.input().containsKey("drill"));
    }

    @Test
    void backupThatDidNotHappenIsReportedAndClearedByOneThatDoes() {
        Instant installed = jdbc.sql("SELECT min(installed_on)::timestamptz FROM flyway_schema_history")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
        clock.set(installed.plusSeconds(3_600));
        watch.look();
        assertThat(troubles()).doesNotContain("backup-overdue:vault.main");

        clock.set(installed.plusSeconds(27 * 3_600));
        watch.look();
        assertThat(troubles()).contains("backup-overdue:vault.main", "backup-offline-key");
        watch.look();
        assertThat(alerts()).as("somebody is told, once").singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo("important");
            assertThat(alert.component()).isEqualTo("Backups of main");
            assertThat(alert.title()).isEqualTo("backups are not as the plan wants them");
            assertThat(alert.text()).contains("more than the recovery point of the plan. See GET");
        });

        run.backup();
        watch.look();
        assertThat(troubles()).doesNotContain("backup-overdue:vault.main");
        assertThat(alerts()).isEmpty();
    }

    @Test
    void backupThatNobodyAskedForIsReportedAnHourAfterItsTime() {
        at("2028-12-24T02:29:00Z");
        lateness.look();
        assertThat(troubles()).doesNotContain("backup-not-requested:vault.main");

        at("2028-12-24T02:31:00Z");
        lateness.look();
        assertThat(troubles()).contains("backup-not-requested:vault.main");

        schedule.askForWhatIsDue();
        lateness.look();
        assertThat(troubles()).doesNotContain("backup-not-requested:vault.main");
    }

    @Test
    void backupThatTakesFarLongerThanUsualIsReported() {
        for (int i = 0; i < 3; i++) {
            run.backup();
        }
        took(40, 40, 40);
        watch.look();
        assertThat(troubles()).doesNotContain("backup-slower:vault.main");
        took(40, 40, 130);
        watch.look();
        assertThat(troubles()).contains("backup-slower:vault.main");
        took(40, 130, 40);
        watch.look();
        assertThat(troubles()).doesNotContain("backup-slower:vault.main");
    }

    @Test
    void dumpUnderWayIsReportedBeforeItsDeadlineEndsIt() {
        String id = run.requested();
        operations.begin(id, 4711);
        jdbc.sql("""
                        INSERT INTO operation_step (operation_id, number, name, status, started_at)
                        VALUES (:id, 1, 'Dump the database', 'running', :begun)
                        """)
                .param("id", id)
                .param("begun", Timestamp.from(clock.instant()))
                .update();
        clock.set(clock.instant().plus(Duration.ofHours(4)));
        lateness.look();
        assertThat(troubles()).as("four hours of six").doesNotContain("backup-takes-long:vault.main");
        clock.set(clock.instant().plus(Duration.ofMinutes(31)));
        lateness.look();
        assertThat(troubles()).contains("backup-takes-long:vault.main");

        operations.end(id, OperationStatus.FAILED, "ended", "deadline");
        lateness.look();
        assertThat(troubles()).doesNotContain("backup-takes-long:vault.main");
    }

    @Test
    void noticeThatDidNotArriveIsReportedUntilOneDoes() {
        String first = told();
        jdbc.sql("UPDATE notice SET state = 'REFUSED', reason = 'no such mailbox' WHERE subject = :id")
                .param("id", first)
                .update();
        noticeWatch.look();
        assertThat(troubles()).contains("backup-notice:vault");

        told();
        noticeWatch.look();
        assertThat(troubles()).doesNotContain("backup-notice:vault");
    }

    private List<Alert> alerts() {
        return alerts.list("vault", AlertState.OPEN, null, 100).stream()
                .filter(alert -> alert.kind() == AlertKind.BACKUP_WATCH)
                .toList();
    }

    private String told() {
        String id = run.backup().id();
        notices.tellResult(id);
        await().untilAsserted(() -> assertThat(jdbc.sql("SELECT state FROM notice WHERE subject = :id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly("SENT"));
        return id;
    }

    private void took(double... seconds) {
        List<String> oldestFirst = jdbc.sql("SELECT id FROM backup ORDER BY taken_at, ctid")
                .query(String.class)
                .list();
        for (int i = 0; i < seconds.length; i++) {
            jdbc.sql("UPDATE backup SET seconds = :seconds, taken_at = :at WHERE id = :id")
                    .param("seconds", seconds[i])
                    .param("at", Timestamp.from(clock.instant().plusSeconds(i)))
                    .param("id", oldestFirst.get(i))
                    .update();
        }
    }

    @Test
    void databaseThatNobodyConfiguredIsLeftAloneAndSaidSo() throws IOException {
        Path password = VaultDatabase.password("of the vault");
        Files.delete(password);
        at("2026-12-24T03:00:00Z");
        clock.set(clock.instant().plus(Duration.ofDays(3)));
        schedule.askForWhatIsDue();
        watch.look();
        lateness.look();
        assertThat(open("backups")).isEmpty();
        assertThat(troubles()).isEmpty();
        assertThat(states.of("vault").getFirst().configured()).isFalse();
        assertThatThrownBy(() -> run.requested())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("main of vault is not configured here")
                .hasMessageContaining(password.toString());

        VaultDatabase.password("of the vault");
        run.backup();
        Files.delete(password);
        clock.set(clock.instant().plus(Duration.ofDays(2)));
        watch.look();
        assertThat(troubles()).as("a password that went missing").contains("backup-overdue:vault.main");
        assertThat(run.backup().cause()).isEqualTo("password-missing");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24T01:00:00Z, 2026-12-24T09:00:00Z, true",
        "2026-12-24T05:00:00Z, 2026-12-24T09:00:00Z, false",
        "2026-12-24T05:00:00Z, 2026-12-25T09:00:00Z, true",
        "2026-12-24T05:00:00Z, 2026-12-25T01:00:00Z, false",
    })
    void whatWasDueBeforeTheInstallationIsNotMadeUpFor(Instant installed, Instant now, boolean due) {
        assertThat(BackupSchedule.isDue(LocalTime.of(2, 30), now.atZone(ZoneId.of("Europe/Paris")), installed))
                .isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"DAILY,2026-12-31", "MONTHLY,2026-12", "QUARTERLY,2026-Q4"})
    void periodsHaveNames(Frequency frequency, String name) {
        assertThat(BackupSchedule.period(frequency, LocalDate.of(2026, 12, 31))).isEqualTo(name);
    }

    private void carryOut(String id) {
        run.check(id);
        run.dump(id);
        run.copy(id);
        operations.end(id, OperationStatus.SUCCEEDED, null, null);
    }

    private void at(String moment) {
        clock.set(Instant.parse(moment));
    }

    private List<Operation> open(String kind) {
        return operations.list("vault", kind, null, null, 100).stream()
                .filter(operation -> !operation.status().isOver())
                .toList();
    }

    private List<String> troubles() {
        return jdbc.sql("SELECT key FROM trouble WHERE cleared_at IS NULL")
                .query(String.class)
                .list();
    }
}
