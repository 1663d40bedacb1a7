package org.vigie.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.vigie.support.DemoDatabases;
import org.vigie.support.TestDatabase;
import org.vigie.support.engine.DemoPlan;
import org.vigie.support.engine.HttpJson;
import org.vigie.support.engine.TestEngine;

/**
 * The sample application with databases and ports of its own. Each program of its plan passes through a script first, where a test puts
 * what is to go wrong.
 */
final class FaultyShop {

    private static final Pattern PROGRAM = Pattern.compile("(Shop|Migrate)\\.java, (\\w+)");
    private static final Pattern KEY = Pattern.compile("^ *(\\w+):");

    private final Path folder = TestEngine.newFolder("faulty-shop-").toAbsolutePath();
    private final Path hook = folder.resolve("program");
    private final String server = TestDatabase.newDatabase();
    private final JdbcClient database = JdbcClient.create(new DriverManagerDataSource(
            "jdbc:postgresql://127.0.0.1:" + port() + "/faulty?user=demo&password=of%20the%20demo"));
    private final HttpJson entry = new HttpJson(URI.create("http://127.0.0.1:8170"));

    /**
     * Makes databases and plan.
     *
     * @param changes what stands in the plan of demo once, and what stands there instead
     */
    FaultyShop(Map<String, String> changes) {
        DemoDatabases.settings(folder);
        JdbcClient postgres = JdbcClient.create(new DriverManagerDataSource(server));
        for (String name : List.of("faulty", "faulty_staging")) {
            postgres.sql("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)").update();
            postgres.sql("CREATE DATABASE " + name + " OWNER demo").update();
        }
        database.sql("CREATE TABLE book AS SELECT n AS id, 'Livre n° ' || n AS title FROM generate_series(1, 1000) n")
                .update();
        try {
            Files.writeString(hook, """
                    #!/bin/sh
                    fault=%s/$1.fault
                    shift
                    [ -e "$fault" ] && . "$fault"
                    exec "$@"
                    """.formatted(folder));
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
            String plan = DemoPlan.text(changes)
                    .replaceAll("\\b80(7\\d)\\b", "81$1")
                    .replace("name: demo\n", "name: faulty\n")
                    .replace("name: demo_staging\n", "name: faulty_staging\n");
            plan = plan.lines().map(this::throughTheHook).collect(Collectors.joining("\n", "", "\n"));
            Files.writeString(Files.createDirectory(folder.resolve("plans")).resolve("demo.yaml"), plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts another section in place of how it is released. */
    void release(String section) {
        try {
            Path file = folder.resolve("plans/demo.yaml");
            String plan = Files.readString(file);
            int from = plan.indexOf("# Production at");
            int to = plan.indexOf("# What is watched");
            Files.writeString(file, plan.substring(0, from) + section + plan.substring(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leads Vigie to it. */
    void lead(DynamicPropertyRegistry registry) {
        DemoDatabases.settings(folder).forEach((name, value) -> registry.add(name, () -> value));
        registry.add("vigie.plans-dir", () -> folder.resolve("plans").toString());
        registry.add("vigie.data-dir", () -> mark("vigie").toString());
    }

    /**
     * Lets a program of the plan do something before it begins: {@code tests}, {@code analysis}, {@code build}, {@code integrationTests},
     * {@code validation}, {@code pending}, {@code up}, {@code down}, {@code web}, {@code worker}, {@code front} and others.
     *
     * @param script for the shell; {@code exit} is the end of the program
     */
    void let(String program, String script) {
        write(program, script);
    }

    /** As {@link #let}, not on staging. */
    void letInProduction(String program, String script) {
        write(program, "case \"$*\" in *_staging*) ;; *)\n" + script + "\n;; esac");
    }

    /** Ends what {@link #let} began. */
    void allIsWell() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".fault")).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that a script may make or wait for. */
    Path mark(String name) {
        return folder.resolve(name);
    }

    /** The database of production. */
    JdbcClient database() {
        return database;
    }

    /** The address of that database for the account that may do everything. */
    String administrator() {
        return server.replaceFirst("/test_\\d+", "/faulty");
    }

    /** The public entry. */
    HttpJson entry() {
        return entry;
    }

    /** The version that the public entry shows; empty if there is none. */
    String shown() {
        try {
            HttpJson.Answer answer = entry.get("/health");
            return answer.status() == 200 ? answer.body().path("version").asText() : "";
        } catch (RuntimeException | AssertionError e) {
            return "";
        }
    }

    /** The migrations that are applied. */
    List<Integer> migrations() {
        return database.sql("SELECT position FROM shop_migration ORDER BY position")
                .query(Integer.class)
                .list();
    }

    /** Kills the programs of the shop whose command line holds all of this. */
    void kill(String... words) {
        List<ProcessHandle> found = ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line ->
                                line.contains(".java") && Stream.of(words).allMatch(line::contains))
                        .isPresent())
                .toList();
        assertThat(found).as("programs with %s", List.of(words)).isNotEmpty();
        found.forEach(ProcessHandle::destroyForcibly);
    }

    private int port() {
        return URI.create(server.substring("jdbc:".length())).getPort();
    }

    private void write(String program, String script) {
        try {
            Path draft = Files.writeString(folder.resolve("." + program), script + "\n");
            Files.move(
                    draft,
                    folder.resolve(program + ".fault"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String throughTheHook(String line) {
        if (!line.contains("[\"{java}\"")) {
            return line;
        }
        Matcher program = PROGRAM.matcher(line);
        Matcher key = KEY.matcher(line);
        String name = program.find()
                ? program.group(2)
                : line.contains("Front.java") ? "front" : key.find() ? key.group(1) : "other";
        return line.replace("[\"{java}\"", "[\"" + hook + "\", " + name + ", \"{java}\"");
    }
}
