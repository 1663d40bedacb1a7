package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import org.vigie.backup.contents.ConnectionDetails;
import org.vigie.backup.contents.ContentsComparison;
import org.vigie.backup.contents.ContentsProgress;
import org.vigie.backup.contents.ContentsReader;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.backup.recovery.Recoveries.Look;
import org.vigie.backup.recovery.Recoveries.Next;
import org.vigie.backup.recovery.RecoveryNotices;
import org.vigie.operation.OperationStatus;
import org.vigie.plan.Plans;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.ConflictException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** A lost database comes back as it was, at whatever step it is begun anew; what was there is kept. */
@VigieTest
@Import({BackupRun.class, RecoveryRun.class})
class DatabaseRecoveryTests {

    @Autowired
    BackupRun backups;

    @Autowired
    RecoveryRun run;

    @Autowired
    BackupRetention retention;

    @Autowired
    RecoveryNotices notices;

    @Autowired
    KeptMails mails;

    @Autowired
    Plans plans;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @DynamicPropertySource
    static void vault(DynamicPropertyRegistry registry) {
        VaultDatabase.register(registry);
    }

    private String backup;
    private DatabaseContents before;

    @BeforeEach
    void reset() throws IOException {
        VaultDatabase.reset();
        FileSystemUtils.deleteRecursively(VaultDatabase.data().resolve("backups/vault"));
        jdbc.sql("DELETE FROM restore_test").update();
        jdbc.sql("DELETE FROM backup_copy").update();
        jdbc.sql("DELETE FROM backup").update();
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
        pass(Duration.ofHours(1));
        JdbcClient server = VaultDatabase.superuser("postgres");
        server.sql("CREATE ROLE librarian").update();
        server.sql("GRANT CONNECT ON DATABASE vault TO librarian").update();
        server.sql("REVOKE TEMPORARY ON DATABASE vault FROM PUBLIC").update();
        server.sql("COMMENT ON DATABASE vault IS 'the vault''s'").update();
        server.sql("ALTER DATABASE vault SET \"vault.motto\" TO 'it''s; DROP DATABASE postgres; --'")
                .update();
        VaultDatabase.owner().sql("GRANT SELECT ON book TO librarian").update();
        backup = backups.backup().id();
        before = contents();
        pass(Duration.ofMinutes(40));
    }

    @Test
    void databaseThatIsMissingComesBackAsItWas() throws IOException {
        drop();
        String id = run.requested(Map.of());
        Look look = run.look(id);
        assertThat(look.next()).isEqualTo(Next.ASK);
        assertThat(look.lossConfirmed()).isTrue();
        assertThat(look.backup()).isEqualTo(backup);
        run.says(id, true, null);
        pass(Duration.ofMinutes(5));
        run.recover(id);
        isAsItWas();
        assertThat(VaultDatabase.services()).containsExactly("stop", "start");
        assertThat(run.detail(id, "measured"))
                .containsEntry("lostSeconds", 40 * 60.0)
                .containsEntry("seconds", 5 * 60.0)
                .containsEntry("withinRecoveryTime", true)
                .containsEntry("withinRecoveryPoint", true);
        assertThat(run.watch(id)).isTrue();
        pass(Duration.ofMinutes(2));
        assertThat(run.watch(id)).isFalse();
        assertThat(databases()).containsExactly("vault");
    }

    @Test
    void whatIsLeftIsKeptTwiceAndNobodyGetsIntoIt() {
        VaultDatabase.owner().sql("DELETE FROM book").update();
        String id = approved();
        run.recover(id);
        isAsItWas();
        String kept = run.detail(id, "swap").get("kept").toString();
        assertThat(databases()).containsExactlyInAnyOrder("vault", kept);
        assertThat(VaultDatabase.superuser("postgres")
                        .sql("SELECT datallowconn FROM pg_database WHERE datname = :kept")
                        .param("kept", kept)
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(Path.of(run.detail(id, "safetyCopy").get("location").toString()))
                .exists();
    }

    @Test
    void whoLooksAfterItReadsWhatIsLostAndThatTheApplicationIsNewerThanItsData() {
        VaultDatabase.versionIs("1.0.0");
        pass(Duration.ofMinutes(1));
        backups.backup();
        VaultDatabase.versionIs("1.1.0");
        pass(Duration.ofMinutes(30));
        VaultDatabase.owner().sql("DROP TABLE book").update();
        String id = approved();
        pass(Duration.ofSeconds(113));
        run.recover(id);
        run.watch(id);
        assertThat(run.detail(id, "versions"))
                .containsEntry("backup", "1.0.0")
                .containsEntry("serving", "1.1.0")
                .containsEntry("same", false);
        run.end(id);
        notices.tellResult(id);
        String kept = run.detail(id, "swap").get("kept").toString();
        assertThat(mails.startingWith(id + "/result/")).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("[Vault] Database main recovered");
            assertThat(mail.text())
                    .contains("is back, 1 min 53 s after the request (the plan allows 4 h).")
                    .contains("which is 30 min (the plan allows 1 d).")
                    .contains("The backup is of version 1.0.0, and 1.1.0 runs on it now")
                    .contains(kept, "/operations/" + id)
                    .doesNotContain("{{", "\n\n\n", "T00:", "Z until");
        });
        assertThat(mails.startingWith(id + "/begun/"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("as dora decided"));
    }

    @Test
    void eachStepIsBegunAnewWithoutHarm() throws IOException {
        VaultDatabase.owner().sql("DROP TABLE book").update();
        String id = approved();
        run.look(id);
        run.stop(id);
        run.stop(id);
        run.save(id);
        run.save(id);
        run.restore(id);
        List<String> once = databases();
        run.restore(id);
        assertThat(databases()).isEqualTo(once).hasSize(2);
        run.swap(id);
        run.swap(id);
        run.restore(id);
        assertThat(databases()).hasSize(2);
        run.verify(id);
        run.start(id);
        run.start(id);
        isAsItWas();
        assertThat(VaultDatabase.services()).containsExactly("stop", "start");
    }

    @Test
    void halfRestoredDatabaseOfAnEarlierAttemptGoes() {
        drop();
        String id = approved();
        run.look(id);
        run.stop(id);
        String half = "vault_restore_" + id.substring(3, 11) + "_dead";
        VaultDatabase.superuser("postgres").sql("CREATE DATABASE " + half).update();
        run.restore(id);
        assertThat(databases()).hasSize(1).doesNotContain(half);
    }

    @Test
    void theSwapIsFoundDone() {
        VaultDatabase.owner().sql("DROP TABLE book").update();
        String id = approved();
        run.upToTheSwap(id);
        run.swap(id);
        List<String> after = databases();
        jdbc.sql("UPDATE operation SET details = details - 'nothing' WHERE id = :id")
                .param("id", id)
                .update();
        run.swap(id);
        assertThat(databases()).isEqualTo(after);
        isAsItWas();
    }

    @Test
    void sessionsDoNotHoldTheSwapUp() throws Exception {
        VaultDatabase.owner().sql("DELETE FROM book").update();
        String id = approved();
        run.upToTheSwap(id);
        try (var session = java.sql.DriverManager.getConnection(
                VaultDatabase.url("vault") + "?user=vault&password=of%20the%20vault")) {
            run.swap(id);
            assertThat(session.isValid(2)).isFalse();
        }
        isAsItWas();
    }

    @Test
    void backupThatIsNotWhatItWasChangesNothing() throws IOException {
        drop();
        Path dump = Files.list(VaultDatabase.data().resolve("backups/vault/main"))
                .filter(file -> file.toString().endsWith(".dump.zst.age"))
                .findFirst()
                .orElseThrow();
        Files.write(dump, new byte[100]);
        FileSystemUtils.deleteRecursively(VaultDatabase.second().resolve("vault"));
        String id = approved();
        run.look(id);
        run.stop(id);
        assertThatThrownBy(() -> run.restore(id))
                .isInstanceOf(BackupFailedException.class)
                .extracting(e -> ((BackupFailedException) e).code())
                .isIn("copy-missing", "copy-damaged");
        run.undo(id);
        assertThat(databases()).isEmpty();
        assertThat(VaultDatabase.services()).containsExactly("stop", "start");
    }

    @Test
    void servicesThatCannotBeStoppedEndIt() {
        VaultDatabase.owner().sql("DELETE FROM book").update();
        VaultDatabase.services("stop");
        String id = approved();
        run.look(id);
        assertThatThrownBy(() -> run.stop(id))
                .isInstanceOf(BackupFailedException.class)
                .extracting(e -> ((BackupFailedException) e).code())
                .isEqualTo("stop-failed");
    }

    @Test
    void safetyCopyThatFailsDoesNotStandInTheWay() {
        VaultDatabase.owner().sql("DELETE FROM book").update();
        VaultDatabase.dumpIs("killed");
        String id = approved();
        run.recover(id);
        isAsItWas();
        assertThat(run.detail(id, "safetyCopy")).containsKey("why not");
    }

    @Test
    void intactDatabaseIsNoLossButAPersonMayDecide() {
        String id = run.requested(Map.of());
        Look look = run.look(id);
        assertThat(look.next()).isEqualTo(Next.ASK);
        assertThat(look.lossConfirmed()).isFalse();
        assertThat(look.findings())
                .anySatisfy(finding -> assertThat(finding).contains("main, this is not taken for a loss (intact)"));
        run.says(id, true, null);
        run.recover(id);
        isAsItWas();
    }

    @Test
    void aYesToALossIsNoYesOnceTheDatabaseIsBack() {
        VaultDatabase.superuser("postgres")
                .sql("ALTER DATABASE vault RENAME TO vault_aside")
                .update();
        String id = approved();
        VaultDatabase.superuser("postgres")
                .sql("ALTER DATABASE vault_aside RENAME TO vault")
                .update();
        Look again = run.look(id);
        assertThat(again.next()).isEqualTo(Next.ASK);
        assertThat(again.findings()).first().asString().contains("asked again");
        run.says(id, true, null);
        assertThat(run.look(id).next()).isEqualTo(Next.GO_ON);
    }

    @Test
    void anotherBackupCanBeChosenAndOneThatIsNotThereCannot() {
        VaultDatabase.owner().sql("INSERT INTO book (title) VALUES ('later')").update();
        String later = backups.backup().id();
        pass(Duration.ofMinutes(10));
        drop();
        String id = run.requested(Map.of());
        Look look = run.look(id);
        assertThat(look.backup()).isEqualTo(later);
        assertThat(look.candidates()).extracting(candidate -> candidate.id()).containsExactly(later, backup);
        run.says(id, true, "op-nobody-knows");
        Look again = run.look(id);
        assertThat(again.next()).isEqualTo(Next.ASK);
        assertThat(again.findings()).first().asString().contains("op-nobody-knows");
        run.says(id, true, backup);
        run.recover(id);
        isAsItWas();
    }

    @Test
    void theNewestVerifiedOneIsProposedWhileItIsYoungEnough() {
        assertThat(backups.test(backup).verdict()).isEqualTo("verified");
        pass(Duration.ofHours(1));
        String later = backups.backup().id();
        drop();
        assertThat(run.look(run.requested(Map.of())).backup()).isEqualTo(backup);
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
        pass(Duration.ofDays(3));
        assertThat(run.look(run.requested(Map.of())).backup()).isEqualTo(later);
    }

    @Test
    void theBackupOfARecoveryStays() {
        String id = run.requested(Map.of());
        run.look(id);
        pass(Duration.ofDays(3_000));
        String later = backups.backup().id();
        assertThat(retention.decide("vault", "main"))
                .filteredOn(decision -> decision.backup().id().equals(backup))
                .singleElement()
                .satisfies(decision -> assertThat(decision.reasons())
                        .anySatisfy(reason -> assertThat(reason.toString()).contains(id)));
        assertThat(later).isNotEqualTo(backup);
    }

    @Test
    void withoutABackupThereIsNothingToGoBackTo() {
        jdbc.sql("DELETE FROM backup_copy").update();
        drop();
        String id = run.requested(Map.of());
        assertThatThrownBy(() -> run.look(id))
                .isInstanceOf(BackupFailedException.class)
                .extracting(e -> ((BackupFailedException) e).code())
                .isEqualTo("backup-missing");
        assertThatThrownBy(() -> run.requested(Map.of("backup", "op-nobody-knows")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void wrongPasswordIsNoLoss() {
        VaultDatabase.superuser("postgres").sql("ALTER ROLE vault NOLOGIN").update();
        String id = run.requested(Map.of());
        Look look = run.look(id);
        assertThat(look.lossConfirmed()).isFalse();
        assertThat(run.detail(id, "damage")).containsEntry("kind", "login-refused");
    }

    @Test
    void cancelledBeforeTheSwapPutsEverythingBack() throws IOException {
        VaultDatabase.owner().sql("DELETE FROM book").update();
        String id = approved();
        run.upToTheSwap(id);
        backups.cancel(id);
        assertThatThrownBy(() -> run.swap(id)).isInstanceOf(BusyElsewhereException.class);
        run.undo(id);
        assertThat(databases()).containsExactly("vault");
        assertThat(VaultDatabase.owner()
                        .sql("SELECT count(*) FROM book")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(VaultDatabase.services()).containsExactly("stop", "start");
    }

    @Test
    void fromTheSwapOnItCannotBeCancelled() {
        VaultDatabase.owner().sql("DELETE FROM book").update();
        String id = approved();
        run.upToTheSwap(id);
        run.swap(id);
        assertThatThrownBy(() -> backups.cancel(id))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("put the restored database in place");
        run.undo(id);
        isAsItWas();
    }

    @Test
    void whatVigieRecordedSinceIsListed() {
        String other = backups.requested();
        backups.cancel(other);
        drop();
        String first = approved();
        run.recover(first);
        run.end(first);
        pass(Duration.ofMinutes(1));
        String id = run.requested(Map.of());
        assertThat(run.look(id).since())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("1 releases and other operations")
                        .contains(first));
    }

    @Test
    void aReleaseIsTakenBackWithoutAskingWhereNobodyWrote() throws IOException {
        VaultDatabase.owner().sql("CREATE TABLE gift (id bigint)").update();
        VaultDatabase.owner().sql("ALTER TABLE book ADD COLUMN gift text").update();
        String id = rollback();
        assertThat(run.look(id).next()).isEqualTo(Next.GO_ON);
        assertThat(run.detail(id, "decision")).containsEntry("by", "vigie");
        run.recover(id);
        isAsItWas();
        assertThat(run.watch(id)).as("the release does that").isFalse();
    }

    @Test
    void aReleaseIsNotTakenBackWhereSomebodyWrote() throws IOException {
        VaultDatabase.owner().sql("CREATE TABLE gift (id bigint)").update();
        VaultDatabase.owner()
                .sql("INSERT INTO book (title) VALUES ('an order')")
                .update();
        String id = rollback();
        run.look(id);
        run.stop(id);
        run.save(id);
        assertThatThrownBy(() -> run.restore(id))
                .isInstanceOf(BackupFailedException.class)
                .hasMessageContaining("public.book held 1000 rows and holds 1001 rows")
                .extracting(e -> ((BackupFailedException) e).code())
                .isEqualTo("would-lose");
        assertThat(backups.operation(id).details().get("wouldLose").toString()).contains("public.book", "sequence");
        run.undo(id);
        assertThat(databases()).containsExactly("vault");
        assertThat(VaultDatabase.owner()
                        .sql("SELECT count(*) FROM book")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1001);
        assertThat(VaultDatabase.services()).containsExactly("stop", "start");
    }

    @Test
    void peopleCannotSayThatAReleaseIsTakenBack() {
        assertThatThrownBy(() -> run.requested(Map.of("purpose", "rollback")))
                .isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void whileAPersonIsAskedOthersMayUseTheDatabase() {
        String id = run.requested(Map.of());
        run.look(id);
        assertThat(backups.operation(id).status()).isEqualTo(OperationStatus.WAITING);
        String other = backups.requested();
        run.says(id, true, null);
        assertThatThrownBy(() -> run.look(id)).isInstanceOf(BusyElsewhereException.class);
        backups.cancel(other);
        assertThat(run.look(id).next()).isEqualTo(Next.GO_ON);
    }

    private String rollback() {
        return run.requestedBy(
                backup, Map.of("database", "main", "backup", backup, "purpose", "rollback", "disregard", List.of()));
    }

    private String approved() {
        String id = run.requested(Map.of());
        assertThat(run.look(id).next()).isEqualTo(Next.ASK);
        run.says(id, true, null);
        return id;
    }

    private void isAsItWas() {
        assertThat(ContentsComparison.compare(before, contents())).isEmpty();
        assertThat(VaultDatabase.superuser("vault")
                        .sql("SELECT current_setting('vault.motto')")
                        .query(String.class)
                        .single())
                .isEqualTo("it's; DROP DATABASE postgres; --");
    }

    private DatabaseContents contents() {
        return new ContentsReader()
                .read(
                        ConnectionDetails.of(
                                plans.require("vault").database("main").orElseThrow()),
                        null,
                        1,
                        ContentsProgress.NONE);
    }

    private static List<String> databases() {
        return VaultDatabase.superuser("postgres")
                .sql("SELECT datname FROM pg_database WHERE datname LIKE 'vault%' ORDER BY datname")
                .query(String.class)
                .list();
    }

    private static void drop() {
        VaultDatabase.superuser("postgres")
                .sql("DROP DATABASE vault WITH (FORCE)")
                .update();
    }

    private void pass(Duration time) {
        clock.set(clock.instant().plus(time));
    }
}
