package org.vigie.platform.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedFolderTests {

    @TempDir
    Path cache;

    @Test
    void becomesCompleteWithItsMarker() throws IOException {
        UnpackedFolder folder = new UnpackedFolder(cache.resolve("thing"));
        assertThat(folder.isComplete()).isFalse();
        folder.fill("abc", draft -> Files.writeString(draft.resolve("file"), "x"));
        assertThat(folder.isComplete()).isTrue();
        assertThat(cache.resolve("thing/.complete")).hasContent("abc");
    }

    @Test
    void leavesNothingBehindWhenFillingFails() throws IOException {
        UnpackedFolder folder = new UnpackedFolder(cache.resolve("thing"));
        assertThatThrownBy(() -> folder.fill("abc", draft -> {
                    Files.writeString(draft.resolve("half"), "x");
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void replacesAFolderWithoutMarker() throws IOException {
        Files.writeString(Files.createDirectory(cache.resolve("thing")).resolve("rest"), "x");
        new UnpackedFolder(cache.resolve("thing")).fill("abc", draft -> Files.writeString(draft.resolve("new"), "y"));
        assertThat(cache.resolve("thing/rest")).doesNotExist();
        assertThat(cache.resolve("thing/new")).exists();
    }

    @Test
    void acceptsThatAnotherProcessWasFaster() throws IOException {
        UnpackedFolder folder = new UnpackedFolder(cache.resolve("thing"));
        folder.fill("abc", draft -> folder.fill("abc", other -> Files.writeString(other.resolve("file"), "theirs")));
        assertThat(cache.resolve("thing/file")).hasContent("theirs");
        assertThat(cache.toFile().list()).containsExactly("thing");
    }
}
