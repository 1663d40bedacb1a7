package org.vigie.platform.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildLogTests {

    private static final byte[] TOO_MUCH = new byte[(int) ChildLog.LIMIT.toBytes() + 1];

    @TempDir
    Path folder;

    @Test
    void keepsTheLastFewRuns() throws IOException {
        for (int run = 1; run <= 6; run++) {
            Files.writeString(log().fresh(), "run " + run);
        }
        assertThat(file("sample.log")).hasContent("run 6");
        assertThat(file("sample.1.log")).hasContent("run 5");
        assertThat(file("sample.3.log")).hasContent("run 3");
        assertThat(files()).isEqualTo(4);
    }

    @Test
    void growsNoFurtherThanItsLimitUnderAChildThatAppends() throws IOException {
        try (OutputStream child =
                Files.newOutputStream(log().fresh(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int i = 0; i < 6; i++) {
                child.write(TOO_MUCH);
                log().rotate();
                assertThat(file("sample.log")).isEmptyFile();
            }
            child.write('x');
        }
        assertThat(file("sample.log")).hasContent("x");
        assertThat(files()).isEqualTo(4);
    }

    @Test
    void staysAsItIsWhileItIsSmall() throws IOException {
        Files.writeString(log().fresh(), "little");
        log().rotate();
        assertThat(file("sample.log")).hasContent("little");
        assertThat(files()).isEqualTo(1);
    }

    private ChildLog log() {
        return new ChildLog(file("sample.log"));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
