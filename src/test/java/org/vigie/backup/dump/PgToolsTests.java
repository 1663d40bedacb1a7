package org.vigie.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.backup.BackupFailedException;
import org.vigie.command.TestCommands;

/** The client program that fits a server is found, or it is said what is missing. */
class PgToolsTests {

    @TempDir
    Path folder;

    @Test
    void theOneOfTheServersMajorVersionIsPreferredToANewerOne() throws IOException {
        PgTools tools = tools(program("newer", "99.2"), program("same", "42.7 (Debian 42.7-1)"));
        assertThat(tools.find("pg_tool", 42, "run")).isEqualTo(new PgTool(folder + "/same/pg_tool", "42.7"));
    }

    @Test
    void aNewerOneServesWhereThereIsNoOther() throws IOException {
        PgTools tools = tools(program("newest", "99.2"), program("newer", "43.0"), program("older", "41.1"));
        assertThat(tools.find("pg_tool", 42, "run").version()).isEqualTo("43.0");
    }

    @Test
    void olderOnesAreRefusedByName() throws IOException {
        PgTools tools = tools(program("old", "9.6.1"), program("older", "41.1"));
        assertThatThrownBy(() -> tools.find("pg_tool", 42, "run"))
                .satisfies(cause("client-older"))
                .hasMessageContaining("42")
                .hasMessageContaining("postgresql-client-42");
    }

    @Test
    void noneAtAllIsSaid() throws IOException {
        assertThatThrownBy(() -> tools().find("pg_tool", 42, "run")).satisfies(cause("tool-missing"));
    }

    private PgTools tools(Path... folders) {
        return new PgTools(
                TestCommands.in(folder.resolve("data")),
                List.of(folders).stream().map(Path::toString).toList());
    }

    private Path program(String name, String version) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        Path program = Files.writeString(
                place.resolve("pg_tool"), "#!/bin/sh\necho 'pg_tool (PostgreSQL) %s'\n".formatted(version));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return place;
    }

    private static Consumer<Throwable> cause(String code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        BackupFailedException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
