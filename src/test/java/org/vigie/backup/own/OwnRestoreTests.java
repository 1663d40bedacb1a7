package org.vigie.backup.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.backup.SourceDatabase;
import org.vigie.backup.contents.ConnectionDetails;
import org.vigie.backup.dump.PgTools;
import org.vigie.backup.seal.FileSums;
import org.vigie.backup.seal.Manifest;
import org.vigie.backup.seal.ManifestSeal;
import org.vigie.backup.seal.Sha256;
import org.vigie.command.Commands;
import org.vigie.shared.DatabaseOwner;
import org.vigie.shared.HintedException;
import org.vigie.shared.OwnerConnection;
import org.vigie.support.VigieTest;

/** A dump that was put beside its manifest comes back into an empty database, and into no other. */
@VigieTest
class OwnRestoreTests {

    private static final String ROWS = "SELECT count(*) FROM operation";

    @Autowired
    ManifestSeal seal;

    @Autowired
    Commands commands;

    @Autowired
    PgTools tools;

    @TempDir
    Path data;

    private RestoreFolder folder;

    @BeforeEach
    void putADumpThere() throws Exception {
        folder = new RestoreFolder(data, seal);
        SourceDatabase source = SourceDatabase.of(
                "CREATE TABLE operation (id text PRIMARY KEY)", "INSERT INTO operation VALUES ('op-1'), ('op-2')");
        Files.createDirectories(folder.folder());
        ConnectionDetails details = source.details();
        Process dump = new ProcessBuilder(
                        "pg_dump",
                        "--format=custom",
                        "--host=" + details.host(),
                        "--port=" + details.port(),
                        "--username=" + details.user(),
                        "--file=" + folder.dump(),
                        details.database())
                .inheritIO()
                .start();
        assertThat(dump.waitFor()).isZero();
        FileSums sums =
                new FileSums("vigie.dump.zst.age", Files.size(folder.dump()), Sha256.of(folder.dump()), 1, "00");
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                "op-1",
                "vigie",
                "main",
                "regular",
                Instant.parse("2026-11-25T21:00:00Z"),
                new Manifest.Source("vigie", "7301", 150_018, 1),
                "15.18",
                "0.1.0",
                "0.1.0",
                "0090",
                "vigie-contents/1",
                1,
                2,
                List.of("age1x", "age1y"),
                sums,
                sums,
                sums);
        Files.writeString(folder.folder().resolve("manifest.json"), seal.write(manifest));
    }

    @Test
    void comesBackIntoAnEmptyDatabase() throws IOException {
        SourceDatabase target = SourceDatabase.empty();
        restore(target);
        assertThat(target.value(ROWS)).isEqualTo("2");
        try (var left = Files.list(folder.folder())) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactly("manifest.json");
        }
        restore(target);
        assertThat(target.value(ROWS)).as("nothing is left to restore").isEqualTo("2");
    }

    @Test
    void databaseThatIsNotEmptyIsLeftAlone() {
        SourceDatabase target = SourceDatabase.of("CREATE TABLE operation (id text PRIMARY KEY)");
        assertThatThrownBy(() -> restore(target))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("Vigie's database is not empty");
        assertThat(target.value(ROWS)).isEqualTo("0");
        assertThat(folder.hasDump()).isTrue();
    }

    @Test
    void startThatWasKilledAfterTheRestoreGoesOn() {
        SourceDatabase target = SourceDatabase.of(
                "CREATE TABLE operation (id text PRIMARY KEY)", "INSERT INTO operation VALUES ('op-1')");
        restore(target);
        assertThat(target.value(ROWS)).isEqualTo("1");
        assertThat(folder.hasDump()).isFalse();
    }

    @Test
    void dumpThatIsNotTheOneOfItsManifestIsRefused() throws IOException {
        Files.writeString(folder.dump(), "x", StandardOpenOption.APPEND);
        refused("is not the dump of op-1");
    }

    @Test
    void manifestThatNobodyKnownSignedIsRefused() throws IOException {
        Path manifest = folder.folder().resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"rows\" : 2", "\"rows\" : 3"));
        refused("cannot be trusted");
    }

    private void refused(String why) {
        SourceDatabase target = SourceDatabase.empty();
        assertThatThrownBy(() -> restore(target))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining(why);
        assertThat(target.value("SELECT to_regclass('operation')")).isNull();
    }

    private void restore(SourceDatabase target) {
        ConnectionDetails details = target.details();
        String url = "jdbc:postgresql://" + details.host() + ":" + details.port() + "/" + details.database();
        JdbcConnectionDetails database = new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return details.user();
            }

            @Override
            public String getPassword() {
                return "unused";
            }

            @Override
            public String getJdbcUrl() {
                return url;
            }
        };
        new OwnRestore(folder, commands, tools, new OwnerConnection(database, new DatabaseOwner(null, null)))
                .intoEmptyDatabase(new DriverManagerDataSource(url, details.user(), "unused"));
    }
}
