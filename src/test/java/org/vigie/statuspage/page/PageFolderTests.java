package org.vigie.statuspage.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFolderTests {

    private static final int KILLS = 8;
    private static final int SIZE = 400_000;

    @TempDir
    Path root;

    @Test
    void whatIsTheSameIsNotWrittenAgain() throws IOException {
        PageFolder folder = new PageFolder(root);
        assertThat(folder.write("shop/feed.atom", "a".getBytes(UTF_8))).isTrue();
        FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(root.resolve("shop/feed.atom"), longAgo);
        assertThat(folder.write("shop/feed.atom", "a".getBytes(UTF_8))).isFalse();
        assertThat(Files.getLastModifiedTime(root.resolve("shop/feed.atom"))).isEqualTo(longAgo);
        assertThat(folder.write("shop/feed.atom", "b".getBytes(UTF_8))).isTrue();
    }

    @Test
    void othersMayReadIt() throws IOException {
        new PageFolder(root).write("shop.html", "x".getBytes(UTF_8));
        assertThat(Files.getPosixFilePermissions(root.resolve("shop.html")))
                .extracting(Enum::name)
                .contains("OTHERS_READ", "GROUP_READ")
                .doesNotContain("OTHERS_WRITE");
    }

    @Test
    void theFileIsCompleteWheneverTheWriterIsKilled() throws Exception {
        Path file = root.resolve("shop/index.html");
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            Writer.class.getName(),
                            root.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(root.resolveSibling("writer.log").toFile())
                    .start();
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file));
                Instant seen = Files.getLastModifiedTime(file).toInstant();
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> {
                            assertComplete(Files.readAllBytes(file));
                            return Files.getLastModifiedTime(file).toInstant().isAfter(seen.plusMillis(20));
                        });
            } finally {
                writer.destroyForcibly().waitFor();
            }
            assertComplete(Files.readAllBytes(file));
        }
        new PageFolder(root).clean();
        try (Stream<Path> left = Files.list(root.resolve("shop"))) {
            assertThat(left).containsExactly(file);
        }
    }

    private static void assertComplete(byte[] content) {
        assertThat(content).hasSize(SIZE);
        assertThat(content[0]).isIn((byte) 'a', (byte) 'b');
        assertThat(Arrays.mismatch(content, Writer.page(content[0]))).isEqualTo(-1);
    }

    /** Writes two pages in turn until it is killed. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) throws IOException {
            PageFolder folder = new PageFolder(Path.of(args[0]));
            while (true) {
                for (byte letter : List.of((byte) 'a', (byte) 'b')) {
                    folder.write("shop/index.html", page(letter));
                }
            }
        }

        static byte[] page(byte letter) {
            byte[] page = new byte[SIZE];
            Arrays.fill(page, letter);
            return page;
        }
    }
}
