package org.vigie.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretRefTests {

    private static final SecretRef TOKEN = SecretRef.parse("env:TOKEN");

    @TempDir
    Path folder;

    @Test
    void readsAVariableOrTheFileThatAnotherOneNames() throws IOException {
        String file =
                Files.writeString(folder.resolve("token"), "from the file\n").toString();

        assertThat(read(Map.of("TOKEN", "from the variable"))).contains("from the variable");
        assertThat(read(Map.of("TOKEN_FILE", file))).contains("from the file");
        assertThat(read(Map.of("TOKEN", "from the variable", "TOKEN_FILE", file)))
                .contains("from the variable");
        assertThat(read(Map.of("TOKEN", "", "TOKEN_FILE", file)))
                .as("a blank variable is none")
                .contains("from the file");
        assertThat(SecretRef.parse("file:" + file).read()).contains("from the file");
    }

    @Test
    void isEmptyWithoutVariableAndFileAndWithAnEmptyFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));

        assertThat(read(Map.of())).isEmpty();
        assertThat(read(Map.of("TOKEN_FILE", folder.resolve("none").toString())))
                .isEmpty();
        assertThat(read(Map.of("TOKEN_FILE", empty.toString()))).isEmpty();
        assertThat(read(Map.of("TOKEN_FILE", ""))).isEmpty();
    }

    @Test
    void tellsWhenTheFileCannotBeRead() {
        assertThatThrownBy(() -> read(Map.of("TOKEN_FILE", folder.toString())))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("cannot be read");
    }

    private static Optional<String> read(Map<String, String> environment) {
        return TOKEN.read(environment::get);
    }
}
