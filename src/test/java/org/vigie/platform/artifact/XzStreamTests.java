package org.vigie.platform.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class XzStreamTests {

    @TempDir
    Path folder;

    private final byte[] content = content();

    @Test
    void readsWhatWasCompressed() throws IOException {
        try (InputStream in = XzStream.of(new ByteArrayInputStream(compressed()))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void refusesWhatIsDamaged() throws IOException {
        byte[] damaged = compressed();
        damaged[damaged.length / 2] ^= 1;
        assertThatThrownBy(() -> readAll(damaged)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsCutOff() throws IOException {
        byte[] whole = compressed();
        assertThatThrownBy(() -> readAll(Arrays.copyOf(whole, whole.length - 20)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void leavesTheStreamOfTheCallerOpen() throws IOException {
        boolean[] closed = {false};
        InputStream mine = new ByteArrayInputStream(compressed()) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        XzStream.of(mine).close();
        assertThat(closed[0]).isFalse();
    }

    @Test
    void takesAToolOnlyFromAFolderThatIsNamedWhole() throws IOException {
        Path tool = Files.writeString(folder.resolve("xz"), "");
        assertThat(XzStream.tool(folder.toString())).isEmpty();
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        assertThat(XzStream.tool("::" + folder)).contains(tool);
        assertThat(XzStream.tool("relative:.:" + folder)).contains(tool);
        assertThat(XzStream.tool(".")).isEmpty();
        assertThat(XzStream.tool(null)).isEmpty();
    }

    private static void readAll(byte[] bytes) throws IOException {
        try (InputStream in = XzStream.of(new ByteArrayInputStream(bytes))) {
            in.readAllBytes();
        }
    }

    private byte[] compressed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options())) {
            xz.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] content() {
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        return content;
    }
}
