package org.vigie.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTests {

    @TempDir
    Path folder;

    @Test
    void isMadeOnce() throws IOException {
        String made = new SecretFile(file()).readOrMake();
        assertThat(made).hasSizeGreaterThanOrEqualTo(32);
        assertThat(new SecretFile(file()).readOrMake()).isEqualTo(made);
        assertThat(new SecretFile(folder.resolve("other")).readOrMake()).isNotEqualTo(made);
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertThat(files).as("no draft is left").containsExactly(file());
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void isForItsOwnerOnly() throws IOException {
        new SecretFile(file()).readOrMake();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
    }

    /** An earlier version made the file, then wrote it; Basic authentication takes an empty password. */
    @Test
    void isNotTakenWhenItIsEmpty() throws IOException {
        Files.createDirectory(file().getParent());
        Files.writeString(file(), "\n");
        assertThatThrownBy(() -> new SecretFile(file()).readOrMake())
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("is empty");
    }

    private Path file() {
        return folder.resolve("secrets/one");
    }
}
