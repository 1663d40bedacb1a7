package org.vigie.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.shared.HintedException;

class ScratchServerIT {

    @TempDir
    Path parent;

    @Test
    void isClosedToOthersAndLeavesNothing() throws Exception {
        Path folder = parent.resolve("one");
        try (var server = start("one")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThatThrownBy(() -> DriverManager.getConnection(url(server), server.user(), "guessed"))
                    .hasMessageContaining("password authentication failed");
            try (var connection = DriverManager.getConnection(url(server), server.user(), server.password());
                    var rows = connection.createStatement().executeQuery("SHOW listen_addresses")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("127.0.0.1");
            }
            assertThat(ScratchServer.sweep(parent))
                    .as("a server in use is left alone")
                    .isZero();
            assertThat(server.isUp()).isTrue();
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void whatAKilledVigieLeavesIsSweptByTheNext() throws Exception {
        var vigie = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dvigie.platform.cache-dir=" + System.getProperty("vigie.platform.cache-dir", "data/cache"),
                        ScratchServerIT.class.getName(),
                        parent.toString()))
                .redirectErrorStream(true)
                .redirectOutput(parent.resolve("vigie.log").toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(parent.resolve("up")));
        } finally {
            vigie.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(parent.resolve("left")).exists();

        assertThat(ScratchServer.sweep(parent)).isEqualTo(1);

        assertThat(parent.resolve("left")).doesNotExist();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .noneMatch(line -> line.contains(parent + "/left")));
    }

    @Test
    void whatDoesNotStartLeavesNothing() {
        assertThatThrownBy(() -> ScratchServer.start(
                        home(), parent, "faulty", Map.of("no_such_setting", "1"), Duration.ofMinutes(1)))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("no_such_setting");
        assertThat(parent).isEmptyDirectory();
    }

    /** A Vigie that starts a server and is killed. */
    public static void main(String[] args) throws Exception {
        Path parent = Path.of(args[0]);
        var server = ScratchServer.start(home(), parent, "left", Map.of(), Duration.ofMinutes(1));
        Files.writeString(parent.resolve("up"), server.user());
        new CountDownLatch(1).await();
    }

    private ScratchServer start(String id) {
        return ScratchServer.start(home(), parent, id, Map.of(), Duration.ofMinutes(1));
    }

    private static Path home() {
        return PostgresInstallations.standalone().home(15, List.of()).orElseThrow();
    }

    private static String url(ScratchServer server) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/template1";
    }
}
