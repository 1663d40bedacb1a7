package org.vigie.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFolderTests {

    @TempDir
    Path place;

    private Path root;

    @BeforeEach
    void createRoot() throws IOException {
        root = Files.createDirectory(place.resolve("cesizen"));
    }

    @Test
    void writesBelowTheFolderOfTheApplication() {
        Path file = new DocumentFolder(root, Path.of("ops/docs")).write("post-mortem-CZ-1.md", "# é");
        assertThat(file).isEqualTo(root.resolve("ops/docs/post-mortem-CZ-1.md")).hasContent("# é");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void writesToAnAbsoluteFolderOfThePlan() {
        Path file = new DocumentFolder(root, place.resolve("shared")).write("post-mortem-CZ-1.md", "# A");
        assertThat(file).isEqualTo(place.resolve("shared/post-mortem-CZ-1.md")).hasContent("# A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../outside", "ops/../../outside", "ops/docs/../../../outside"})
    void refusesAFolderThatLeadsOut(String folder) {
        assertThatThrownBy(() -> new DocumentFolder(root, Path.of(folder)).write("post-mortem-CZ-1.md", "# A"))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("leads out of");
        assertThat(place.resolve("outside")).doesNotExist();
    }

    @Test
    void refusesALinkThatLeadsOut() throws IOException {
        Path outside = Files.createDirectory(place.resolve("outside"));
        Files.createSymbolicLink(root.resolve("ops"), outside);
        assertThatThrownBy(() -> new DocumentFolder(root, Path.of("ops/docs")).write("post-mortem-CZ-1.md", "# A"))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("leads out of");
        assertThat(outside).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../post-mortem.md", "a/b.md", "/etc/x.md", ".md", "..md", "a.sh", "a\u0000.md", "a\nb.md", ""})
    void refusesANameThatIsNone(String name) {
        assertThatThrownBy(() -> new DocumentFolder(root, Path.of("ops/docs")).write(name, "# A"))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("is not the name of a document");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void leavesTheDocumentOfSomebodyElseAlone() throws IOException {
        DocumentFolder folder = new DocumentFolder(root, Path.of("ops/docs"));
        Path file = folder.write("post-mortem-CZ-1.md", "# A");
        assertThat(folder.write("post-mortem-CZ-1.md", "# A")).isEqualTo(file);
        assertThatThrownBy(() -> folder.write("post-mortem-CZ-1.md", "# B"))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("is there already with another content");
        assertThat(file).hasContent("# A");
    }

    @Test
    void saysWhatToDoWhenTheFolderCannotBeWrittenTo() throws IOException {
        Files.writeString(root.resolve("ops"), "a file where the folder should be");
        assertThatThrownBy(() -> new DocumentFolder(root, Path.of("ops/docs")).write("post-mortem-CZ-1.md", "# A"))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("hint: Make the folder writable");
    }

    @Test
    void replacesItsOwnDocumentsOnly() throws IOException {
        DocumentFolder folder = new DocumentFolder(root, Path.of("ops/docs"));
        assertThat(folder.replace("ticket.md", "<!-- mine -->\n# A\n")).isTrue();
        assertThat(folder.replace("ticket.md", "<!-- mine -->\n# A\n")).isFalse();
        assertThat(folder.replace("ticket.md", "<!-- mine -->\n# B\n")).isTrue();
        Path file = root.resolve("ops/docs/ticket.md");
        assertThat(file).hasContent("<!-- mine -->\n# B\n");
        Files.writeString(file, "# Ours\n");
        assertThatThrownBy(() -> folder.replace("ticket.md", "<!-- mine -->\n# C\n"))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("somebody else wrote it");
        assertThat(file).hasContent("# Ours\n");
    }
}
