package org.vigie.backup.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.backup.SourceDatabase;
import org.vigie.backup.contents.ContentsException;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.backup.scratch.RestoreResult.Verdict;
import org.vigie.command.CommandLine;
import org.vigie.command.Commands;
import org.vigie.command.TestCommands;
import org.vigie.platform.PostgresInstallations;

/** Dumps and restores with something wrong with them, all real: none is called verified, and the cause is named. */
class DamagedDumpIT {

    private static final String[] SHOP = {
        "CREATE TABLE books (id int PRIMARY KEY, title text, price numeric)",
        "INSERT INTO books SELECT g, 'the title of book ' || g, g / 7.0 FROM generate_series(1, 20000) g",
        "CREATE TABLE orders (id bigserial PRIMARY KEY, book int REFERENCES books, at timestamptz)",
        "INSERT INTO orders (book, at) SELECT g, now() FROM generate_series(1, 5000) g",
        "CREATE INDEX ON books (title)"
    };

    @TempDir
    Path data;

    private Commands commands;
    private ScratchRestores restores;

    @BeforeEach
    void begin() {
        commands = TestCommands.in(data);
        restores = new ScratchRestores(data, commands, PostgresInstallations.standalone());
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        if (Files.exists(data.resolve("scratch"))) {
            try (var left = Files.list(data.resolve("scratch"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void theShopItselfVerifies() {
        var shop = SourceDatabase.of(SHOP);

        assertThat(restored(Dump.of(shop, commands, data), shop.contents()).verdict())
                .isEqualTo(Verdict.VERIFIED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.1, 0.5, 0.9, 0.999})
    void truncated(double share) throws IOException {
        var shop = SourceDatabase.of(SHOP);
        Path dump = Dump.of(shop, commands, data);
        try (var file = new RandomAccessFile(dump.toFile(), "rw")) {
            file.setLength((long) (file.length() * share));
        }

        var result = restored(dump, shop.contents());

        assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.REFUSED);
        assertThat(result.code()).isIn("archive-unreadable", "archive-damaged");
    }

    /** Half an archive still has its table of contents, which stands in front: a listing would find nothing. */
    @Test
    void halfAnArchiveListsWell() throws IOException {
        var shop = SourceDatabase.of(SHOP);
        Path dump = Dump.of(shop, commands, data);
        try (var file = new RandomAccessFile(dump.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        var listed = CommandLine.of(List.of("pg_restore", "--list", dump.toString()))
                .in(data)
                .build();

        assertThat(commands.run("list", listed).isSuccess(listed)).isTrue();
        assertThat(restored(dump, shop.contents()).code()).isEqualTo("archive-damaged");
    }

    @Test
    void aFlippedBitInAValue() throws IOException {
        var shop = SourceDatabase.of(SHOP);
        Path dump = Dump.of(shop, commands, data);
        replace(dump, "the title of book 12345", "the title of cook 12345");

        assertThat(refused(dump, shop.contents())).isEqualTo("rows-different");
    }

    @Test
    void aFlippedBitInAKey() throws IOException {
        var shop = SourceDatabase.of(SHOP);
        Path dump = Dump.of(shop, commands, data);
        replace(dump, "12345\tthe title", "12344\tthe title");

        assertThat(refused(dump, shop.contents())).isEqualTo("source-data-violates");
    }

    @Test
    void aFlippedBitInADefinition() throws IOException {
        var shop = SourceDatabase.of(SHOP);
        Path dump = Dump.of(shop, commands, data);
        replace(dump, "price numeric", "price numerik");

        assertThat(refused(dump, shop.contents())).isEqualTo("object-missing");
    }

    @Test
    void aFlippedBitInANumber() throws IOException {
        var shop = SourceDatabase.of(SHOP);
        Path dump = Dump.of(shop, commands, data);
        replace(dump, "12345\tthe title", "1234u\tthe title");

        assertThat(refused(dump, shop.contents())).isEqualTo("row-unreadable");
    }

    @Test
    void aFlippedBitInTheHead() throws IOException {
        var shop = SourceDatabase.of(SHOP);
        Path dump = Dump.of(shop, commands, data);
        replace(dump, "PGDMP", "PGDMQ");

        assertThat(refused(dump, shop.contents())).isEqualTo("archive-unreadable");
    }

    @Test
    void aDumpThatIsNotThere() {
        assertThat(refused(data.resolve("nothing.dump"), SourceDatabase.of(SHOP).contents()))
                .isEqualTo("archive-unreadable");
    }

    @Test
    void aPlainDump() {
        var shop = SourceDatabase.of(SHOP);

        assertThat(refused(Dump.of(shop, commands, data, "--format=plain"), shop.contents()))
                .isEqualTo("archive-unreadable");
    }

    @Test
    void aDumpOfAnEmptyDatabase() {
        assertThat(refused(
                        Dump.of(SourceDatabase.empty(), commands, data),
                        SourceDatabase.of(SHOP).contents()))
                .isEqualTo("database-different");
    }

    @Test
    void aDumpTakenAfterEverythingWasDropped() {
        var shop = SourceDatabase.of(SHOP);
        var expected = shop.contents();
        shop.execute("DROP TABLE orders, books");

        assertThat(refused(Dump.of(shop, commands, data), expected)).isEqualTo("table-missing");
    }

    @Test
    void definitionsWithoutRows() {
        var shop = SourceDatabase.of(SHOP);

        assertThat(refused(Dump.of(shop, commands, data, "--schema-only"), shop.contents()))
                .isEqualTo("rows-missing");
    }

    @Test
    void rowsWithoutDefinitions() {
        var shop = SourceDatabase.of(SHOP);

        assertThat(refused(Dump.of(shop, commands, data, "--data-only"), shop.contents()))
                .isEqualTo("object-missing");
    }

    @Test
    void oneTableLeftOut() {
        var shop = SourceDatabase.of(SHOP);

        assertThat(refused(Dump.of(shop, commands, data, "--exclude-table-data=orders"), shop.contents()))
                .isEqualTo("rows-missing");
    }

    @Test
    void withoutPrivileges() {
        var shop = SourceDatabase.of(SHOP).execute("GRANT SELECT ON books TO PUBLIC");

        assertThat(refused(Dump.of(shop, commands, data, "--no-privileges"), shop.contents()))
                .isEqualTo("privileges-different");
    }

    @Test
    void withoutLargeObjects() {
        var shop = SourceDatabase.of(SHOP).execute("SELECT lo_from_bytea(0, '\\x01')");

        assertThat(refused(Dump.of(shop, commands, data, "--no-blobs"), shop.contents()))
                .isEqualTo("large-object-missing");
    }

    /** The dump succeeds with no row: TRUNCATE is not held back by a snapshot, only by a lock. */
    @Test
    void truncatedBetweenSnapshotAndDump() throws Exception {
        var shop = SourceDatabase.of(SHOP);
        try (var holder = shop.connect();
                var statement = holder.createStatement()) {
            statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            String snapshot;
            try (var rows = statement.executeQuery("SELECT pg_export_snapshot(), count(*) FROM pg_class")) {
                rows.next();
                snapshot = rows.getString(1);
            }
            var expected = shop.contents();
            shop.execute("TRUNCATE orders");

            assertThat(refused(Dump.of(shop, commands, data, "--snapshot=" + snapshot), expected))
                    .isEqualTo("rows-missing");
        }
    }

    @Test
    void changedBetweenReadingAndDumpForWantOfASnapshot() {
        var shop = SourceDatabase.of(SHOP);
        var expected = shop.contents();
        shop.execute("UPDATE books SET price = price + 1 WHERE id = 1");

        assertThat(refused(Dump.of(shop, commands, data), expected)).isEqualTo("rows-different");
    }

    @Test
    void aRoleIsMissing() {
        var shop = SourceDatabase.of(SHOP)
                .execute("CREATE ROLE damaged_owner", "ALTER TABLE books OWNER TO damaged_owner");
        var edited = DatabaseContents.fromJson(
                shop.contents().toJson().replace("\"plainName\":\"damaged_owner\"", "\"plainName\":\"another\""));

        assertThat(refused(Dump.of(shop, commands, data), edited)).isEqualTo("role-missing");
    }

    @Test
    void aRoleThatTheServerDoesNotTake() {
        var shop = SourceDatabase.of(SHOP)
                .execute("CREATE ROLE refused_owner", "ALTER TABLE books OWNER TO refused_owner");
        var edited = DatabaseContents.fromJson(
                shop.contents().toJson().replace("\"plainName\":\"refused_owner\"", "\"plainName\":\"pg_owner\""));

        assertThat(inconclusive(Dump.of(shop, commands, data), edited)).isEqualTo("role-not-made");
    }

    @Test
    void anExtensionIsMissingHere() {
        var shop = SourceDatabase.of(SHOP).execute("CREATE EXTENSION hstore");
        var edited = DatabaseContents.fromJson(
                shop.contents().toJson().replace("\"plainName\":\"hstore\"", "\"plainName\":\"no_such_extension\""));

        assertThat(inconclusive(Dump.of(shop, commands, data), edited)).isEqualTo("extension-unavailable");
    }

    @Test
    void anExtensionIsOfAnotherVersionHere() {
        var shop = SourceDatabase.of(SHOP).execute("CREATE EXTENSION hstore");
        var edited = DatabaseContents.fromJson(
                shop.contents().toJson().replace("\"version\":\"1.8\"", "\"version\":\"1.2\""));

        assertThat(inconclusive(Dump.of(shop, commands, data), edited)).isEqualTo("extension-version-different");
    }

    @Test
    void theManifestWasEdited() {
        var shop = SourceDatabase.of(SHOP);
        var edited = DatabaseContents.fromJson(shop.contents().toJson().replace("\"rows\":5000", "\"rows\":5001"));

        assertThat(refused(Dump.of(shop, commands, data), edited)).isEqualTo("rows-missing");
    }

    @Test
    void theManifestIsOfALaterVersion() {
        var shop = SourceDatabase.of(SHOP);
        var later =
                DatabaseContents.fromJson(shop.contents().toJson().replace("vigie-contents/1", "vigie-contents/99"));

        assertThat(inconclusive(Dump.of(shop, commands, data), later)).isEqualTo("algorithm-different");
    }

    /** It works where everything is found without its schema, and nowhere else: already reading fails. */
    @Test
    void anIndexOverAFunctionThatRestoresCannotFind() {
        var shop = SourceDatabase.of(
                "CREATE TABLE words (w text)",
                "INSERT INTO words VALUES ('a')",
                "CREATE TABLE weights (w text, n int)",
                "CREATE FUNCTION weight(text) RETURNS int LANGUAGE sql IMMUTABLE AS"
                        + " 'SELECT count(*)::int FROM weights WHERE w = $1'");
        var expected = shop.contents();
        shop.execute("CREATE INDEX ON words (weight(w))");

        assertThat(refused(Dump.of(shop, commands, data), expected)).isEqualTo("restore-search-path");
        assertThatThrownBy(shop::contents)
                .isInstanceOfSatisfying(
                        ContentsException.class, e -> assertThat(e.code()).isEqualTo("restore-search-path"));
    }

    @Test
    void aMaterializedViewThatCannotBeFilled() {
        var shop = SourceDatabase.of(
                "CREATE TABLE weights (w text, n int)",
                "CREATE FUNCTION total() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT sum(n) FROM weights); END'",
                "CREATE MATERIALIZED VIEW totals AS SELECT total()");

        var result = restored(Dump.of(shop, commands, data), shop.contents());

        assertThat(result.code()).isEqualTo("restore-search-path");
        assertThat(result.sentence()).contains("weights");
    }

    /** What a change of the system's collations lets in: two equal keys under a unique index. */
    @Test
    void theSourceHoldsWhatItsOwnRulesForbid() {
        var shop = SourceDatabase.of(
                "CREATE TABLE unique_once (k text)",
                "INSERT INTO unique_once VALUES ('same')",
                "CREATE UNIQUE INDEX only_once ON unique_once (k)",
                "UPDATE pg_index SET indisready = false WHERE indexrelid = 'only_once'::regclass",
                "INSERT INTO unique_once VALUES ('same')",
                "UPDATE pg_index SET indisready = true WHERE indexrelid = 'only_once'::regclass");

        var result = restored(Dump.of(shop, commands, data), shop.contents());

        assertThat(result.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(result.code()).isEqualTo("source-data-violates");
        assertThat(result.sentence()).contains("only_once", "(k)=(same)");
    }

    @Test
    void aSmokeQueryThatDoesNotGiveEnough() {
        var shop = SourceDatabase.of(SHOP);
        Path dump = Dump.of(shop, commands, data);

        assertThat(smoke(dump, shop, new SmokeQuery("books", "SELECT count(*) FROM public.books", 20_001L))
                        .sentence())
                .contains("\"books\" gives 20000 instead of at least 20001");
        assertThat(smoke(dump, shop, new SmokeQuery("books", "SELECT id FROM public.books WHERE id < 0", null))
                        .sentence())
                .contains("gives no row");
        assertThat(smoke(dump, shop, new SmokeQuery("books", "SELECT 1 FROM public.book", null))
                        .sentence())
                .contains("fails");
        assertThat(smoke(dump, shop, new SmokeQuery("books", "DELETE FROM public.orders RETURNING 1", null))
                        .sentence())
                .contains("read-only transaction");
    }

    @Test
    void noProgramToRestoreWith() {
        var shop = SourceDatabase.of(SHOP);
        var request = new ScratchRequest(
                "no-tools",
                Dump.of(shop, commands, data),
                shop.contents(),
                List.of(),
                false,
                data.resolve("nowhere"),
                Duration.ofMinutes(2),
                () -> false);

        assertThat(restores.restore(request)).satisfies(result -> {
            assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(result.code()).isEqualTo("tool-missing");
        });
    }

    @Test
    void noServerOfThatVersion() {
        var shop = SourceDatabase.of(SHOP);
        var edited = DatabaseContents.fromJson(
                shop.contents().toJson().replaceAll("\"serverVersion\":\"15", "\"serverVersion\":\"77"));

        assertThat(inconclusive(Dump.of(shop, commands, data), edited)).isEqualTo("server-version-missing");
    }

    @Test
    void longerThanAllowed() {
        var slow = slow();

        assertThat(restored("slow", Dump.of(slow, commands, data), slow.contents(), Duration.ofSeconds(8), () -> false)
                        .code())
                .isEqualTo("deadline");
    }

    @Test
    void cancelled() {
        var slow = slow();
        Path dump = Dump.of(slow, commands, data);

        assertThat(restored("cancelled", dump, slow.contents(), Duration.ofMinutes(2), this::isRestoring)
                        .code())
                .isEqualTo("cancelled");
    }

    @Test
    void theScratchServerIsKilled() throws Exception {
        var slow = slow();
        Path dump = Dump.of(slow, commands, data);
        var expected = slow.contents();
        var restore = CompletableFuture.supplyAsync(
                () -> restored("killed", dump, expected, Duration.ofMinutes(2), () -> false));
        await().atMost(Duration.ofMinutes(1)).until(this::isRestoring);
        ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().commandLine().orElse("").contains(data.resolve("scratch") + "/killed"))
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .forEach(ProcessHandle::destroyForcibly);

        assertThat(restore.get(1, TimeUnit.MINUTES).code()).isEqualTo("scratch-server-lost");
    }

    @Test
    void whoWaitsIsInterrupted() throws Exception {
        var slow = slow();
        Path dump = Dump.of(slow, commands, data);
        var expected = slow.contents();
        try (var executor = Executors.newSingleThreadExecutor()) {
            executor.submit(() -> restored("interrupted", dump, expected, Duration.ofMinutes(2), () -> false));
            await().atMost(Duration.ofMinutes(1)).until(this::isRestoring);
            executor.shutdownNow();

            assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(data.resolve("scratch")).isEmptyDirectory();
        await().atMost(Duration.ofMinutes(1)).until(() -> !isRestoring());
    }

    /** An index that takes a minute to be made again. */
    private static SourceDatabase slow() {
        return SourceDatabase.of(
                "CREATE TABLE one (a int)",
                "CREATE FUNCTION slowly(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS"
                        + " 'BEGIN PERFORM pg_catalog.pg_sleep(60); RETURN 1; END'",
                "CREATE INDEX ON one (slowly(a))",
                "SET session_replication_role = replica",
                "UPDATE pg_index SET indisready = false WHERE indrelid = 'one'::regclass",
                "INSERT INTO one VALUES (1)",
                "UPDATE pg_index SET indisready = true WHERE indrelid = 'one'::regclass");
    }

    private boolean isRestoring() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .anyMatch(line ->
                        line.contains("pg_restore") && line.contains(data.toString()) && !line.contains("java"));
    }

    private RestoreResult smoke(Path dump, SourceDatabase source, SmokeQuery query) {
        var result = restores.restore(new ScratchRequest(
                "smoke", dump, source.contents(), List.of(query), false, null, Duration.ofMinutes(2), () -> false));
        assertThat(result.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(result.code()).isEqualTo("smoke-query-failed");
        return result;
    }

    private RestoreResult restored(Path dump, DatabaseContents expected) {
        return restored("damaged", dump, expected, Duration.ofMinutes(2), () -> false);
    }

    private RestoreResult restored(
            String id, Path dump, DatabaseContents expected, Duration deadline, BooleanSupplier cancelled) {
        return restores.restore(new ScratchRequest(id, dump, expected, List.of(), false, null, deadline, cancelled));
    }

    private String refused(Path dump, DatabaseContents expected) {
        var result = restored(dump, expected);
        assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.REFUSED);
        return result.code();
    }

    private String inconclusive(Path dump, DatabaseContents expected) {
        var result = restored(dump, expected);
        assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.INCONCLUSIVE);
        return result.code();
    }

    /** Texts of the same length, so that nothing moves. */
    private static void replace(Path dump, String text, String other) throws IOException {
        String content = new String(Files.readAllBytes(dump), StandardCharsets.ISO_8859_1);
        assertThat(content).contains(text);
        Files.write(dump, content.replace(text, other).getBytes(StandardCharsets.ISO_8859_1));
    }
}
