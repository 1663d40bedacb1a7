package org.vigie.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.vigie.support.ForkFolder;
import org.vigie.support.TestDatabase;

/** An application {@code vault} with one database that tests make, fill and damage, and a second folder for copies. */
final class VaultDatabase {

    private static final Path FOLDER = ForkFolder.of("vault").toAbsolutePath();
    private static final URI SERVER = URI.create(TestDatabase.newDatabase().substring("jdbc:".length()));

    private static final HttpServer APPLICATION = application();
    private static volatile String version = "";

    private VaultDatabase() {}

    private static HttpServer application() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/version", exchange -> {
                byte[] answer = "{\"version\": \"%s\"}".formatted(version).getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which version the application says it is; empty: it says none. */
    static void versionIs(String said) {
        version = said;
    }

    /** Settings of a Vigie that looks after it. */
    static void register(DynamicPropertyRegistry registry) {
        try {
            Path plans = Files.createDirectories(FOLDER.resolve("plans"));
            String plan = Files.readString(Path.of("plans/demo.yaml"))
                    .replace("application: demo", "application: vault")
                    .replace("name: Demo", "name: Vault")
                    .replace("ticketPrefix: DEMO", "ticketPrefix: VA");
            Files.writeString(
                    plans.resolve("vault.yaml"),
                    plan.substring(0, plan.indexOf("databases:"))
                            + """
                    databases:
                      - id: main
                        host: 127.0.0.1
                        port: %d
                        name: vault
                        user: vault
                        passwordFrom: file:%s
                        backup:
                          copies: 2
                          daily: "02:30"
                          restoreTests: monthly
                          versionAt: http://127.0.0.1:%d/version
                          folders:
                            - { id: second, path: %s }
                          smokeQueries:
                            - { name: books, sql: SELECT count(*) FROM book, atLeast: 1 }
                        recovery:
                          user: postgres
                          passwordFrom: file:%s
                          stop: [[%s, stop]]
                          start: [[%s, start]]
                          watch: PT1M
                    """.formatted(
                                            SERVER.getPort(),
                                            password("of the vault"),
                                            APPLICATION.getAddress().getPort(),
                                            second(),
                                            password("of the vault"),
                                            service(),
                                            service()));
            // the same database once more, as if it were Vigie's own: with the data folder
            Files.writeString(
                    plans.resolve("vigie.yaml"),
                    plan.substring(0, plan.indexOf("databases:"))
                                    .replace("application: vault", "application: vigie")
                                    .replace("name: Vault", "name: Vigie")
                                    .replace("ticketPrefix: VA", "ticketPrefix: VG")
                            + """
                            databases:
                              - id: main
                                host: 127.0.0.1
                                port: %d
                                name: vault
                                user: vault
                                passwordFrom: file:%s
                                backup:
                                  withDataFolder: true
                            """.formatted(SERVER.getPort(), password("of the vault")));
            services("well");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        registry.add("vigie.plans-dir", () -> FOLDER.resolve("plans").toString());
        registry.add("vigie.backup.lock-patience", () -> "PT1S");
        // what is scheduled would come in between
        registry.add("vigie.backup.first-look", () -> "P1D");
        registry.add("vigie.backup.tool-folders", () -> tools().toString());
        registry.add("vigie.data-dir", () -> FOLDER.resolve("data").toString());
    }

    /** A pg_dump that does what it is told to: {@code half} an archive as a success, or {@code killed} after half of it. */
    static void dumpIs(String mode) {
        try {
            Files.writeString(tools().resolve("mode"), mode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path tools() {
        try {
            Path tools = Files.createDirectories(FOLDER.resolve("tools"));
            Path program = Files.writeString(tools.resolve("pg_dump"), """
                    #!/bin/sh
                    mode=$(cat %1$s/mode)
                    case "$mode" in
                      half|killed) ;;
                      *) exec /usr/bin/pg_dump "$@" ;;
                    esac
                    [ "$1" = --version ] && exec /usr/bin/pg_dump "$@"
                    for argument; do
                      case "$argument" in
                        --file=*) target=${argument#--file=}; set -- "$@" --file=%1$s/whole ;;
                        *) set -- "$@" "$argument" ;;
                      esac
                      shift
                    done
                    /usr/bin/pg_dump "$@" || exit
                    head -c $(($(wc -c < %1$s/whole) / 2)) %1$s/whole > "$target"
                    [ "$mode" = killed ] && kill -9 $$
                    exit 0
                    """.formatted(tools));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            return tools;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program that keeps what it was asked for, and fails when it is told to. */
    private static Path service() throws IOException {
        Path program = Files.writeString(tools().resolve("service"), """
                #!/bin/sh
                echo "$1" >> %1$s/asked
                [ "$(cat %1$s/fails)" != "$1" ]
                """.formatted(tools()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    /** What the services were asked for since {@link #reset}. */
    static List<String> services() throws IOException {
        return Files.readAllLines(tools().resolve("asked"));
    }

    /** Makes {@code stop} or {@code start} of the services fail. */
    static void services(String fails) {
        try {
            Files.writeString(tools().resolve("fails"), fails);
            Files.writeString(tools().resolve("asked"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the second place. */
    static Path second() {
        try {
            return Files.createDirectories(FOLDER.resolve("second"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The data folder of Vigie. */
    static Path data() {
        return FOLDER.resolve("data");
    }

    /** Sets what Vigie takes for the password. */
    static Path password(String text) {
        try {
            return Files.writeString(Files.createDirectories(FOLDER).resolve("password"), text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the database anew, with a few books in it. */
    static void reset() {
        password("of the vault");
        dumpIs("as always");
        services("well");
        versionIs("");
        second();
        JdbcClient server = superuser("postgres");
        server.sql("SELECT datname FROM pg_database WHERE datname LIKE 'vault%'")
                .query(String.class)
                .list()
                .forEach(name -> server.sql("DROP DATABASE \"" + name + "\" WITH (FORCE)")
                        .update());
        for (String role : List.of("vault", "librarian")) {
            server.sql("DROP ROLE IF EXISTS " + role).update();
        }
        server.sql("CREATE ROLE vault LOGIN PASSWORD 'of the vault'").update();
        server.sql("CREATE DATABASE vault OWNER vault").update();
        owner().sql("CREATE TABLE book (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text, price numeric)")
                .update();
        owner().sql("INSERT INTO book (title, price) SELECT 'Livre n° ' || n, n / 10.0 FROM generate_series(1, 1000) n")
                .update();
    }

    /** The database as its owner. */
    static JdbcClient owner() {
        return JdbcClient.create(new DriverManagerDataSource(url("vault") + "?user=vault&password=of%20the%20vault"));
    }

    /** A database of the server as its superuser. */
    static JdbcClient superuser(String database) {
        return JdbcClient.create(new DriverManagerDataSource(url(database) + "?user=postgres"));
    }

    static int port() {
        return SERVER.getPort();
    }

    static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + database;
    }
}
