package org.vigie.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.Driver;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vigie.command.SshdHost;
import org.vigie.support.ProjectFiles;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;

/**
 * The sample application on a host with SSH, released and taken back on the real broker while the connection is cut: what was begun there
 * is adopted and nothing runs twice.
 */
@Campaign
@Timeout(240)
class ReleaseOnHostIT extends ShopTest {

    private static final CampaignReport REPORT = new CampaignReport("release-on-host");
    private static final FaultyShop SHOP = new FaultyShop(Map.of());
    private static final Path HOME = SHOP.mark("home");
    private static final SshdHost HOST = host();

    private static final String RELEASE = """
            hosts:
              - { id: web-1, host: 127.0.0.1, port: %d, user: deploy, hostKey: %s, keyFrom: "file:%s" }
            release:
              repository: sample
              approval: none
              requesterMayApprove: true
              stepDeadline: PT1M
              backup: taken
              steps:
                build: [["{java}", -Xmx96m, Build.java, "{output}"]]
              migrations:
                position: [bin/migrate, position, "releases/{artefactHash}.zip", "{databaseUrl}", "{databaseUser}"]
                pending: [bin/migrate, pending, "releases/{artefactHash}.zip", "{databaseUrl}", "{databaseUser}"]
                up: [bin/migrate, up, "releases/{artefactHash}.zip", "{databaseUrl}", "{databaseUser}"]
                down: [bin/migrate, down, "releases/{artefactHash}.zip", "{databaseUrl}", "{databaseUser}", "{position}"]
                upFile: "migrations/{id}.up.sql"
                downFile: "migrations/{id}.down.sql"
              health:
                path: /health
                fields: { status: healthy, version: "{version}" }
              production:
                address: http://localhost:8170
                database: main
                on: web-1
                unpack: true
                bring: [[cp, "{artefact}", "%s/releases/{artefactHash}.zip"]]
                start: [[bin/up, "{slot}", "{port}", "releases/{artefactHash}.zip", "{databaseUrl}", "{databaseUser}"]]
                switchTo: [[bin/switch, "{port}"]]
                stop: [[bin/down, "{slot}"]]
                instances: [{ role: web, ports: [8172, 8173] }]
              observation: { window: PT75S, every: PT1S, minimumSamples: 3, failuresInARow: 3 }

            """;

    @DynamicPropertySource
    static void leadToTheHost(DynamicPropertyRegistry registry) {
        SHOP.release(RELEASE.formatted(HOST.settings().port(), HOST.settings().hostKey(), HOST.keyFile(), HOME));
        SHOP.lead(registry);
    }

    ReleaseOnHostIT() {
        super(SHOP);
    }

    @BeforeEach
    void begin() throws IOException {
        Files.deleteIfExists(HOME.resolve("go-on"));
        Files.deleteIfExists(HOME.resolve("calls"));
    }

    @AfterAll
    static void leaveNothing() throws IOException {
        try (Stream<Path> files = Files.walk(HOME, 2)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".pid")).toList()) {
                ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        HOST.close();
    }

    @Test
    @Order(1)
    void firstVersionServesFromTheHost() {
        engine.api().get("/api/applications/demo/versions").requireSuccess(); // its repository is there
        releases.serves("v1.0.0");
        SHOP.database()
                .sql("INSERT INTO shop_order (title, quantity) VALUES ('Emma', 2), ('Nana', 12)")
                .update();
        releases.left("1.0.0", List.of(1), 2);
    }

    @Test
    @Order(2)
    void connectionThatIsCutInTheMigrationChangesNothing() throws IOException {
        String id = releases.release("v1.1.0");
        cutWhile("up");
        JsonNode release = releases.awaitReleased(id);
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("succeeded");
        releases.left("1.1.0", List.of(1, 2), 2);
        assertThat(calls("up")).isEqualTo(1);
        REPORT.line("the connection is cut in the migration: 1.1.0 serves from the host, migrated once");
    }

    @Test
    @Order(3)
    void connectionThatIsCutOnTheWayBackChangesNothing() throws IOException {
        String id = releases.request("rollbacks", Map.of("reason", "a complaint"));
        cutWhile("down");
        JsonNode rollback = releases.awaitEnd("rollbacks", id);
        assertThat(rollback.path("status").asText()).as("%s", rollback).isEqualTo("succeeded");
        releases.left("1.0.0", List.of(1), 2);
        assertThat(calls("down")).isEqualTo(1);
        REPORT.line("the connection is cut on the way down: 1.0.0 serves from the host, taken down once");
    }

    /** Cuts the connection while this goes on there. */
    private static void cutWhile(String action) throws IOException {
        Files.writeString(HOME.resolve("held"), action);
        eventually().atMost(Duration.ofSeconds(150)).until(() -> calls(action) > 0);
        HOST.cut();
        Files.createFile(HOME.resolve("go-on"));
    }

    private static long calls(String action) {
        try {
            Path calls = HOME.resolve("calls");
            return Files.exists(calls)
                    ? Files.readAllLines(calls).stream().filter(action::equals).count()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SshdHost host() {
        try {
            Files.createDirectories(HOME.resolve("releases"));
            Files.createDirectories(HOME.resolve("bin"));
            Files.copy(ProjectFiles.root().resolve("samples/shop/Front.java"), HOME.resolve("Front.java"));
            Path java = Path.of(System.getProperty("java.home"), "bin");
            String driver = Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
            script("migrate", """
                    place=places/$(basename "$2" .zip)
                    [ -d "$place" ] || { mkdir -p "$place"; (cd "$place" && %1$s/jar xf "../../$2"); }
                    echo "$1" >> calls
                    if [ "$1" = "$(cat held 2>/dev/null)" ]; then while [ ! -e go-on ]; do sleep 0.1; done; fi
                    umask 077
                    printf %%s "$DATABASE_PASSWORD" > .password
                    cd "$place"
                    exec %1$s/java -Xmx96m -cp %2$s Migrate.java "$1" ${5:+--to "$5"} --database "$3" --user "$4" \\
                        --password-file ../../.password
                    """.formatted(java, driver));
            script("up", """
                    rm -rf "slots/$1"
                    mkdir -p "slots/$1"
                    umask 077
                    printf %%s "$DATABASE_PASSWORD" > .password
                    cd "slots/$1"
                    %1$s/jar xf "../../$3"
                    setsid %1$s/java -Xmx96m -cp %2$s Shop.java web --port "$2" --database "$4" --user "$5" \\
                        --password-file ../../.password > log 2>&1 < /dev/null &
                    echo $! > "../$1.pid"
                    """.formatted(java, driver));
            script("switch", """
                    echo "$1" > .upstream
                    mv .upstream upstream
                    if [ ! -e front.pid ] || ! kill -0 "$(cat front.pid)"; then
                        setsid %s/java -Xmx96m Front.java --port 8170 --upstream upstream > front.log 2>&1 < /dev/null &
                        echo $! > front.pid
                    fi
                    """.formatted(java));
            script("down", """
                    [ ! -e "slots/$1.pid" ] || kill "$(cat "slots/$1.pid")" || true
                    rm -f "slots/$1.pid"
                    """);
            return new SshdHost(HOME, SHOP.mark("."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void script(String name, String text) throws IOException {
        Path file = Files.writeString(HOME.resolve("bin").resolve(name), "#!/bin/sh\nset -e\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
