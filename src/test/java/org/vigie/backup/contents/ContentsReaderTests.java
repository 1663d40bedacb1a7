package org.vigie.backup.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.backup.SourceDatabase;

class ContentsReaderTests {

    private final ContentsReader reader = new ContentsReader();

    @Test
    void readsADatabaseWithEverythingUnusual() {
        var contents = SourceDatabase.unusual().contents();

        assertThat(contents.tables()).hasSize(23);
        assertThat(contents.tables())
                .filteredOn(table -> table.name().equals("public.no_columns"))
                .extracting(TableContents::rows)
                .containsExactly(2L);
        assertThat(contents.largeObjects()).extracting(LargeObject::bytes).containsExactly(4L, 1_500_000L, 0L);
        assertThat(DatabaseContents.fromJson(contents.toJson())).isEqualTo(contents);
    }

    @Test
    void holdsNoSecretAndNoRow() {
        var json = SourceDatabase.unusual()
                .execute(
                        "CREATE ROLE contents_secret PASSWORD 'a password'",
                        "ALTER TABLE secured OWNER TO contents_secret",
                        "SELECT lo_from_bytea(1, 'in a large object')")
                .contents()
                .toJson();

        assertThat(json)
                .doesNotContain(
                        "not for the manifest",
                        "a password",
                        "SCRAM-SHA-256",
                        "md5",
                        "password=secret",
                        "in the parent",
                        "in a large object");
    }

    @Test
    void sameContentsGiveTheSameText() {
        var database = SourceDatabase.of("CREATE TABLE t (a int)", "INSERT INTO t SELECT generate_series(1, 100)");
        var first = database.contents();
        database.execute("UPDATE t SET a = a", "VACUUM t");

        assertThat(database.contents().toJson()).isEqualTo(first.toJson());
        assertThat(database.contents().catalogueFingerprint()).isEqualTo(first.catalogueFingerprint());
    }

    @Test
    void theNumberOfConnectionsDoesNotMatter() {
        var database = SourceDatabase.of(
                // several parts, of which the first has dead rows and the last is not full
                "CREATE TABLE large (a int, pad text) WITH (fillfactor = 10)",
                "ALTER TABLE large ALTER pad SET STORAGE PLAIN",
                "INSERT INTO large SELECT g, repeat('x', 700) FROM generate_series(1, 70000) g",
                "DELETE FROM large WHERE a % 1000 = 0",
                "UPDATE large SET a = -a WHERE a % 1000 = 1");

        assertThat(Long.parseLong(database.value("SELECT pg_relation_size('large') / 8192")))
                .isGreaterThan(RowHash.PAGES_OF_A_PART);
        var alone = reader.read(database.details(), null, 1, ContentsProgress.NONE);
        assertThat(reader.read(database.details(), null, 3, ContentsProgress.NONE))
                .isEqualTo(alone);
        assertThat(new ContentsReader(new Pace(0.9)).read(database.details(), null, 1, ContentsProgress.NONE))
                .as("with rests between small parts")
                .isEqualTo(alone);
        assertThat(alone.rows()).isEqualTo(69_930);
        database.execute("ALTER TABLE large RESET (fillfactor)", "VACUUM FULL large");
        assertThat(Long.parseLong(database.value("SELECT pg_relation_size('large') / 8192")))
                .as("now in one part")
                .isLessThan(RowHash.PAGES_OF_A_PART);
        assertThat(database.contents().tables()).isEqualTo(alone.tables());
    }

    @Test
    void readsInTheSnapshotWhateverHappensAfterIt() throws Exception {
        var database = SourceDatabase.of("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)", "CREATE SEQUENCE s");
        var before = database.contents();
        try (var holder = database.connect();
                var statement = holder.createStatement()) {
            statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            String snapshot;
            try (var rows = statement.executeQuery("SELECT pg_export_snapshot()")) {
                rows.next();
                snapshot = rows.getString(1);
            }
            database.execute("INSERT INTO t VALUES (2)", "CREATE TABLE later ()", "SELECT nextval('s')");

            var inSnapshot = reader.read(database.details(), snapshot, 2, ContentsProgress.NONE);

            assertThat(inSnapshot.tables()).isEqualTo(before.tables());
            assertThat(inSnapshot.catalogue()).isEqualTo(before.catalogue());
            assertThat(inSnapshot.sequences()).as("no snapshot holds sequences").isNotEqualTo(before.sequences());
        }
    }

    @Test
    void aSnapshotThatIsGoneIsNamed() {
        var database = SourceDatabase.of("CREATE TABLE t (a int)");

        assertThat(code(() -> reader.read(database.details(), "00000003-0000001B-1", 2, ContentsProgress.NONE)))
                .isEqualTo("snapshot-lost");
    }

    @Test
    void rowsHiddenByRowSecurityAreNoticed() {
        var database = SourceDatabase.of(
                "CREATE ROLE contents_backup LOGIN",
                "CREATE TABLE t (a int)",
                "INSERT INTO t VALUES (1), (2)",
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY only_one ON t USING (a = 1)",
                "GRANT SELECT ON t TO contents_backup");

        assertThat(code(() -> reader.read(database.details("contents_backup", "x"), null, 2, ContentsProgress.NONE)))
                .isEqualTo("row-security-hides-rows");
    }

    /** A chunk of a long value is gone, as after damage to a page. */
    @Test
    void damagedRowsAreNamed() {
        var database = SourceDatabase.of(
                "CREATE EXTENSION pg_surgery",
                "CREATE TABLE damaged (a text)",
                "ALTER TABLE damaged ALTER a SET STORAGE EXTERNAL",
                "INSERT INTO damaged VALUES (repeat('x', 10000))",
                "DO $$ BEGIN PERFORM heap_force_kill(reltoastrelid::regclass, ARRAY['(0,1)']::tid[])"
                        + " FROM pg_class WHERE relname = 'damaged'; END $$");

        assertThatThrownBy(database::contents)
                .isInstanceOfSatisfying(
                        ContentsException.class, e -> assertThat(e.code()).isEqualTo("source-corrupt"))
                .hasMessageContaining("public.damaged");
    }

    @Test
    void whatMayNotBeReadIsNamed() {
        var database =
                SourceDatabase.of("CREATE ROLE contents_guest LOGIN", "CREATE TABLE t (a int)", "CREATE SEQUENCE s");

        assertThatThrownBy(() -> reader.read(database.details("contents_guest", "x"), null, 1, ContentsProgress.NONE))
                .isInstanceOfSatisfying(
                        ContentsException.class, e -> assertThat(e.code()).isEqualTo("privilege-missing"))
                .hasMessageContaining("public.s");
        database.execute("DROP SEQUENCE s");
        assertThatThrownBy(() -> reader.read(database.details("contents_guest", "x"), null, 1, ContentsProgress.NONE))
                .isInstanceOfSatisfying(
                        ContentsException.class, e -> assertThat(e.code()).isEqualTo("privilege-missing"))
                .hasMessageContaining("public.t");
        database.execute("GRANT SELECT ON t TO contents_guest", "SELECT lo_create(77)");
        assertThatThrownBy(() -> reader.read(database.details("contents_guest", "x"), null, 1, ContentsProgress.NONE))
                .isInstanceOfSatisfying(
                        ContentsException.class, e -> assertThat(e.code()).isEqualTo("privilege-missing"))
                .hasMessageContaining("77");
    }

    @Test
    void settingsOfTheAccountAndTheDatabaseDoNotMatter() {
        var database = SourceDatabase.of(
                "CREATE TABLE t (at timestamptz, f float8, m money, i interval, b bytea, r regclass)",
                "INSERT INTO t VALUES ('2026-11-25 12:00+00', 0.1, 1234.5, '1 mon 2 days', '\\x00ff', 't')");
        var before = database.contents();
        // at once, as the first would hold for the session that sets the second
        database.execute(Stream.of(
                        "TimeZone = 'Asia/Kathmandu'",
                        "DateStyle = 'German'",
                        "IntervalStyle = 'iso_8601'",
                        "extra_float_digits = -5",
                        "bytea_output = 'escape'",
                        "search_path = 'nowhere'",
                        "statement_timeout = '300ms'",
                        "idle_in_transaction_session_timeout = '300ms'",
                        "row_security = off")
                .map(setting -> "EXECUTE format('ALTER DATABASE %I SET " + setting.replace("'", "''")
                        + "', current_database());")
                .collect(Collectors.joining(" ", "DO $$ BEGIN ", " END $$")));

        assertThat(database.contents().tables()).isEqualTo(before.tables());
    }

    @Test
    void sequencesAreReadBeforeAnythingElseAndTablesAreCounted() {
        var database =
                SourceDatabase.of("CREATE TABLE one (a int)", "CREATE TABLE two (a int)", "INSERT INTO two VALUES (1)");
        List<String> told = new ArrayList<>();

        reader.read(database.details(), null, 1, new ContentsProgress() {
            @Override
            public void sequencesRead() {
                told.add("sequences");
            }

            @Override
            public void tableRead(String table, long rows, int done, int total) {
                told.add(table + " " + rows + " " + done + "/" + total);
            }
        });

        assertThat(told).containsExactly("sequences", "public.two 1 1/2", "public.one 0 2/2");
    }

    @Test
    void anInterruptEndsTheReading() throws Exception {
        var database =
                SourceDatabase.of("CREATE TABLE waits (a int)", "INSERT INTO waits VALUES (1)", "CREATE SEQUENCE s");
        var reading = new CountDownLatch(1);
        try (var locker = database.connect();
                var statement = locker.createStatement();
                var executor = Executors.newSingleThreadExecutor()) {
            statement.execute("BEGIN");
            statement.execute("LOCK TABLE waits IN ACCESS EXCLUSIVE MODE");
            var result = executor.submit(() -> reader.read(database.details(), null, 2, new ContentsProgress() {
                @Override
                public void sequencesRead() {
                    reading.countDown();
                }
            }));
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
            await().until(() -> database.value(
                            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'waits'::regclass")
                    .equals("1"));
            executor.shutdownNow();

            assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(result::get).hasMessageContaining("no longer reading");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> database.value(
                                    "SELECT count(*) FROM pg_stat_activity"
                                            + " WHERE application_name = 'Vigie reads contents' AND datname = current_database()")
                            .equals("0"));
        }
    }

    private static String code(Runnable reading) {
        try {
            reading.run();
            return "none";
        } catch (ContentsException e) {
            return e.code();
        }
    }
}
