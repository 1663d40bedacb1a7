package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
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
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.BackupSettings.Frequency;
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

        run.backup();
        watch.look();
        assertThat(troubles()).doesNotContain("backup-overdue:vault.main");
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
