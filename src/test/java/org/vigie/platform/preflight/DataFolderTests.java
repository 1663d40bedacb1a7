package org.vigie.platform.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.shared.HintedException;

class DataFolderTests {

    @TempDir
    Path parent;

    @Test
    void isHeldByOneAtATime() {
        Path folder = parent.resolve("data");
        try (DataFolder held = DataFolder.take(folder)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> DataFolder.take(folder))
                    .isInstanceOf(HintedException.class)
                    .hasMessageContaining("in use by another Vigie (pid "
                            + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("vigie.data-dir");
        }
        DataFolder.take(folder).close();
    }

    @Test
    void saysWhenItCannotBeMade() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DataFolder.take(file.resolve("data")))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("cannot be used");
    }
}
