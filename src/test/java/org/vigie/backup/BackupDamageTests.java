package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import org.vigie.backup.dump.Snapshot;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.operation.TargetHeldException;
import org.vigie.plan.Plans;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** What can go wrong with a backup goes wrong by name, leaves nothing that is taken for a backup, and touches no earlier one. */
@VigieTest
@Import(BackupRun.class)
class BackupDamageTests {

    @Autowired
    BackupRun run;

    @Autowired
    BackupNotices notices;

    @Autowired
    KeptMails mails;

    @Autowired
    RestoredServers servers;

    @Autowired
    Operations operations;

    @Autowired
    BackupCatalogue catalogue;

    @Autowired
    CopyReconciliation reconciliation;

    @Autowired
    BackupRetention retention;

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

    @BeforeEach
    void reset() throws IOException {
        VaultDatabase.reset();
        FileSystemUtils.deleteRecursively(own());
        FileSystemUtils.deleteRecursively(second());
        forget();
        anHourPasses();
    }

    /** Requests of one moment have no order. */
    private void anHourPasses() {
        clock.set(clock.instant().plusSeconds(3_600));
    }

    private void forget() {
        jdbc.sql("DELETE FROM restore_test").update();
        jdbc.sql("DELETE FROM backup_copy").update();
        jdbc.sql("DELETE FROM backup").update();
    }

    @Test
    void accountThatMayNotLogInIsNamed() throws IOException {
        VaultDatabase.superuser("postgres").sql("ALTER ROLE vault NOLOGIN").update();
        fails("login-refused");
    }

    @Test
    void passwordThatWentMissingIsNamed() throws IOException {
        run.backup();
        VaultDatabase.password("");
        fails("password-missing");
    }

    @Test
    void missingDatabaseIsNamed() throws IOException {
        VaultDatabase.superuser("postgres")
                .sql("DROP DATABASE vault WITH (FORCE)")
                .update();
        fails("database-missing");
    }

    @Test
    void tableThatMayNotBeReadIsNamed() throws IOException {
        VaultDatabase.superuser("vault")
                .sql("CREATE TABLE public.secret AS SELECT 1 AS n")
                .update();
        fails("privilege-missing");
    }

    @Test
    void rowsThatAreHiddenAreNamed() throws IOException {
        JdbcClient superuser = VaultDatabase.superuser("vault");
        superuser.sql("CREATE TABLE public.hidden AS SELECT 1 AS n").update();
        superuser.sql("ALTER TABLE public.hidden ENABLE ROW LEVEL SECURITY").update();
        superuser.sql("GRANT SELECT ON public.hidden TO vault").update();
        fails("row-security-hides-rows");
    }

    @Test
    void tableThatIsLockedIsNamedAfterASecondAttempt() throws Exception {
        try (Connection other = other()) {
            other.setAutoCommit(false);
            String id = run.requested();
            run.check(id);
            other.createStatement().execute("LOCK TABLE book IN ACCESS EXCLUSIVE MODE");
            assertThatThrownBy(() -> run.dump(id)).satisfies(cause("lock-conflict"));
            nothingIsThere(id);
            run.cancel(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE book", "ALTER TABLE book ADD COLUMN more text", "DROP TABLE book"})
    void nothingComesBetweenSnapshotAndDump(String change) throws Exception {
        try (Snapshot snapshot =
                        Snapshot.take(plans.require("vault").databases().getFirst(), Duration.ofSeconds(1));
                Connection other = other()) {
            other.createStatement().execute("SET lock_timeout = '300ms'");
            assertThatThrownBy(() -> other.createStatement().execute(change))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
            snapshot.requireHeld();
        }
    }

    @Test
    void lostSnapshotIsNoticed() {
        try (Snapshot snapshot =
                Snapshot.take(plans.require("vault").databases().getFirst(), Duration.ofSeconds(1))) {
            VaultDatabase.superuser("postgres")
                    .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'vault'")
                    .query(Boolean.class)
                    .list();
            assertThatThrownBy(snapshot::requireHeld).satisfies(cause("snapshot-lost"));
        }
    }

    @Test
    void dumpThatIsKilledIsNoBackup() throws IOException {
        VaultDatabase.dumpIs("killed");
        fails("dump-failed");
    }

    @Test
    void halfAnArchiveThatCallsItselfASuccessIsNeverVerified() {
        VaultDatabase.dumpIs("half");
        Operation backup = run.backup();
        assertThat(backup.status()).isEqualTo(OperationStatus.SUCCEEDED);
        RestoreTests.Result result = run.test(backup.id());
        assertThat(result.verdict()).as(result.outcome()).isEqualTo("refused");
        assertThat(result.cause()).isEqualTo("archive-damaged");
        assertThat(catalogue.find(backup.id()).orElseThrow().state()).isEqualTo("refused");
    }

    @Test
    void twoAtOnceDoNotWorkOnOneDatabase() {
        String first = run.requested();
        assertThatThrownBy(run::requested).isInstanceOf(TargetHeldException.class);
        run.cancel(first);
    }

    @Test
    void leftoverOfAnEarlierAttemptIsNotInTheWay() throws IOException {
        String id = run.requested();
        run.check(id);
        Path left = Files.createDirectories(own().resolve("." + id));
        Files.writeString(left.resolve("pipe"), "left over");
        run.dump(id);
        run.copy(id);
        assertThat(files(own())).hasSize(3).allMatch(name -> name.contains(id));
        run.cancel(id);
    }

    @Test
    void exerciseFailsReachesAPersonAndSaysNothingAboutItsBackup() {
        Operation backup = run.backup();
        assertThat(run.test(backup.id()).verdict()).isEqualTo("verified");
        RestoreTests.Result exercise = run.test(backup.id(), Map.of("drill", true));
        assertThat(exercise.verdict()).isEqualTo("refused");
        assertThat(exercise.outcome()).startsWith("Exercise").contains("vigie_exercise");
        assertThat(run.operation(backup.id()).details()).containsEntry("state", "verified");
        assertThat(jdbc.sql("SELECT count(*) FROM restore_test WHERE backup_id = :id")
                        .param("id", backup.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        String id = operations.list("vault", "restore-tests", null, null, 10).stream()
                .filter(test -> test.input().containsKey("drill"))
                .findFirst()
                .orElseThrow()
                .id();
        notices.tellTestResult(id);
        assertThat(mails.startingWith(id + "/result/")).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("[Vault] Exercise: a restore test of main that was to fail");
            assertThat(mail.text())
                    .contains("Nothing is wrong", "the comparison found it")
                    .doesNotContain("{{");
        });
    }

    @Test
    void emptyDatabaseIsHeldBack() {
        VaultDatabase.owner().sql("TRUNCATE book").update();
        assertThat(findings()).singleElement().asString().contains("empty");
    }

    @Test
    void databaseThatShrankIsHeldBackAndOneThatShrankALittleIsNot() {
        assertThat(run.backup().status()).isEqualTo(OperationStatus.SUCCEEDED);
        VaultDatabase.owner().sql("DELETE FROM book WHERE id <= 100").update();
        assertThat(findings()).isEmpty();
        VaultDatabase.owner().sql("DELETE FROM book WHERE id <= 300").update();
        assertThat(findings()).singleElement().asString().contains("700 rows").contains("1000");
    }

    @Test
    void otherServerIsHeldBackUnlessVigiePutTheDatabaseThere() {
        String id = run.backup().id();
        String here = jdbc.sql("SELECT system_identifier FROM backup WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        jdbc.sql("UPDATE backup SET system_identifier = '42'").update();
        assertThat(findings()).singleElement().asString().contains("another server");
        servers.remember("vault", "main", "43");
        assertThat(findings()).singleElement().asString().contains("another server");
        servers.remember("vault", "main", here);
        assertThat(findings()).isEmpty();
    }

    @Test
    void heldBackBackupWaitsAndFreesTheDatabase() {
        VaultDatabase.owner().sql("TRUNCATE book").update();
        String held = run.requested();
        run.check(held);
        assertThat(run.operation(held).status()).isEqualTo(OperationStatus.WAITING);
        VaultDatabase.reset();
        assertThat(run.backup().status()).isEqualTo(OperationStatus.SUCCEEDED);
        run.dump(held);
        assertThat(run.operation(held).status()).isEqualTo(OperationStatus.RUNNING);
        run.cancel(held);
    }

    @Test
    void damagedCopyIsMarkedAndTheOtherOneTaken() throws IOException {
        String id = run.backup().id();
        change(own(), ".dump.zst.age", BackupDamageTests::flipped);
        RestoreTests.Result result = run.test(id);
        assertThat(result.verdict()).as(result.outcome()).isEqualTo("verified");
        assertThat(catalogue.copies(id))
                .filteredOn(copy -> copy.place().equals("folder"))
                .singleElement()
                .satisfies(copy -> assertThat(copy.cause()).startsWith("copy-damaged"));
    }

    @Test
    void flippedBitInEveryCopyIsRefused() throws IOException {
        isRefused("copy-damaged", () -> everywhere(".dump.zst.age", BackupDamageTests::flipped));
    }

    @Test
    void truncatedDumpIsRefused() throws IOException {
        isRefused("copy-damaged", () -> everywhere(".dump.zst.age", bytes -> Arrays.copyOf(bytes, bytes.length - 1)));
    }

    @Test
    void damagedContentsAreRefused() throws IOException {
        isRefused("copy-damaged", () -> everywhere(".contents.json.zst.age", BackupDamageTests::flipped));
    }

    @Test
    void editedManifestIsRefused() throws IOException {
        isRefused(
                "manifest-edited",
                () -> everywhere(
                        ".manifest.json",
                        bytes -> new String(bytes, StandardCharsets.UTF_8)
                                .replace("1000", "1001")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void dumpThatIsGoneIsRefused() throws IOException {
        isRefused("copy-missing", () -> everywhere(".dump.zst.age", bytes -> null));
    }

    @Test
    void manifestThatIsGoneIsRefused() throws IOException {
        isRefused("copy-missing", () -> everywhere(".manifest.json", bytes -> null));
    }

    @Test
    void plainDumpInItsPlaceIsRefused() throws IOException {
        isRefused(
                "copy-not-encrypted",
                () -> everywhere(".dump.zst.age", bytes -> "PGDMP".repeat(100).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void keyThatIsGoneIsNamed() throws IOException {
        String id = run.backup().id();
        Path key = VaultDatabase.data().resolve("backup-keys/vigie.agekey");
        Path away = key.resolveSibling("elsewhere");
        Files.move(key, away);
        try {
            RestoreTests.Result result = run.test(id);
            assertThat(result.cause()).isEqualTo("key-unusable");
            assertThat(result.verdict()).isEqualTo("refused");
        } finally {
            Files.move(away, key);
        }
    }

    @Test
    void placeThatIsAwayIsNamedAndTheOtherCopyStays() throws IOException {
        String id = run.requested();
        run.check(id);
        run.dump(id);
        FileSystemUtils.deleteRecursively(VaultDatabase.second());
        assertThatThrownBy(() -> run.copy(id))
                .satisfies(cause("copies-missing"))
                .hasMessageContaining("place-unreachable");
        assertThat(files(own())).hasSize(3);
        assertThat(run.operation(id).details()).containsEntry("state", "taken");
        VaultDatabase.second();
        run.copy(id);
        assertThat(run.operation(id).details()).containsEntry("state", "copied");
        run.cancel(id);
    }

    @Test
    void lostCatalogueComesBackFromTheCopies() throws IOException {
        String first = run.backup().id();
        anHourPasses();
        String second = run.backup().id();
        forget();
        everywhereOf(second, ".dump.zst.age", bytes -> null);
        reconciliation.lookEverywhere();
        assertThat(catalogue.list("vault", "main"))
                .as("not the one that is not whole")
                .extracting(StoredBackup::id, StoredBackup::rows, StoredBackup::state)
                .containsExactly(tuple(first, 1000L, "copied"));
        assertThat(catalogue.copies(first))
                .extracting(BackupCatalogue.Copy::place)
                .containsExactly("folder", "second");
        assertThat(run.test(first).verdict()).isEqualTo("verified");
    }

    @Test
    void copyThatWasDeletedByHandDoesNotCountAnyMore() throws IOException {
        String id = run.backup().id();
        for (String name : files(second())) {
            Files.delete(second().resolve(name));
        }
        reconciliation.lookEverywhere();
        assertThat(catalogue.copies(id))
                .filteredOn(copy -> copy.cause() != null)
                .singleElement()
                .satisfies(copy -> assertThat(copy.place()).isEqualTo("second"));
    }

    @Test
    void whatNoRuleKeepsGoesFromEveryPlaceAndNothingElseDoes() throws IOException {
        String old = run.backup().id();
        anHourPasses();
        String newer = run.backup().id();
        anHourPasses();
        String newest = run.backup().id();
        assertThat(run.test(newer).verdict()).isEqualTo("verified");
        jdbc.sql("UPDATE backup SET state = 'refused', taken_at = taken_at - interval '1 day' WHERE id = :id")
                .param("id", old)
                .update();
        retention.pin("vault", newer, true);
        retention.letGo("vault", plans.require("vault").databases().getFirst());
        assertThat(catalogue.list("vault", "main"))
                .extracting(StoredBackup::id)
                .containsExactlyInAnyOrder(newer, newest);
        for (Path place : List.of(own(), second())) {
            assertThat(files(place)).hasSize(6).noneMatch(name -> name.contains(old));
        }
        reconciliation.lookEverywhere();
        assertThat(catalogue.find(old)).isEmpty();
    }

    @Test
    void noSecretIsInCommandsManifestsOrRows() throws IOException {
        String id = run.backup().id();
        run.test(id);
        List<String> secrets = List.of("of the vault", "AGE-SECRET-KEY", "PGDMP");
        for (Path folder : List.of(VaultDatabase.data().resolve("commands"), VaultDatabase.second())) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    assertThat(secrets).as("%s", file).noneMatch(text::contains);
                }
            }
        }
        String row = jdbc.sql(
                        "SELECT o::text || (SELECT string_agg(s::text, ' ') FROM operation_step s WHERE s.operation_id = o.id)"
                                + " FROM operation o WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        assertThat(secrets).noneMatch(row::contains);
    }

    private void fails(String cause) throws IOException {
        Operation failed = run.backup();
        assertThat(failed.cause()).as(failed.toString()).isEqualTo(cause);
        nothingIsThere(failed.id());
    }

    private void nothingIsThere(String id) throws IOException {
        for (Path place : List.of(own(), second())) {
            assertThat(files(place)).noneMatch(name -> name.contains(id));
        }
        assertThat(catalogue.find(id)).isEmpty();
    }

    private interface Damage {
        void doIt() throws IOException;
    }

    private void isRefused(String cause, Damage damage) throws IOException {
        String id = run.backup().id();
        damage.doIt();
        RestoreTests.Result result = run.test(id);
        assertThat(result.verdict()).as(result.outcome()).isEqualTo("refused");
        assertThat(result.cause()).as(result.outcome()).isEqualTo(cause);
        assertThat(run.operation(id).details()).containsEntry("state", "refused");
    }

    private List<String> findings() {
        String id = run.requested();
        try {
            return run.check(id);
        } finally {
            run.cancel(id);
        }
    }

    private static Consumer<Throwable> cause(String code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        BackupFailedException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    private static byte[] flipped(byte[] bytes) {
        bytes[bytes.length / 2] ^= 1;
        return bytes;
    }

    private void everywhere(String end, UnaryOperator<byte[]> damage) throws IOException {
        change(own(), end, damage);
        change(second(), end, damage);
    }

    private void everywhereOf(String id, String end, UnaryOperator<byte[]> damage) throws IOException {
        everywhere(id + end, damage);
    }

    /** Null deletes. */
    private static void change(Path place, String end, UnaryOperator<byte[]> damage) throws IOException {
        for (String name : files(place)) {
            if (name.endsWith(end)) {
                byte[] damaged = damage.apply(Files.readAllBytes(place.resolve(name)));
                Files.delete(place.resolve(name));
                if (damaged != null) {
                    Files.write(place.resolve(name), damaged);
                }
            }
        }
    }

    private static List<String> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Path own() {
        return VaultDatabase.data().resolve("backups/vault/main");
    }

    private static Path second() {
        return VaultDatabase.second().resolve("vault/main");
    }

    private static Connection other() throws SQLException {
        return DriverManager.getConnection(VaultDatabase.url("vault"), "vault", "of the vault");
    }
}
