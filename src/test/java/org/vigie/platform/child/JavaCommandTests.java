package org.vigie.platform.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.vigie.platform.service.ChildJar;

class JavaCommandTests {

    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    @TempDir
    Path folder;

    @Test
    void endsTheJvmWhenItsInputEnds() throws Exception {
        Path classes = Path.of(JavaCommandTests.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = new JavaCommand(JAVA_HOME, ChildJar.in(folder))
                .heap(DataSize.ofMegabytes(32))
                .classPath(List.of(classes))
                .running(null, Endless.class.getName(), "hello");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var lines = process.inputReader()) {
            assertThat(lines.lines().anyMatch("endless hello"::equals)).isTrue();
            assertThat(process.isAlive()).isTrue();
            process.getOutputStream().close();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void doesNotTouchALauncherThatIsTheSame() throws IOException {
        Path jar = ChildJar.in(folder);
        FileTime old = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(jar, old);
        assertThat(Files.getLastModifiedTime(ChildJar.in(folder))).isEqualTo(old);
        Files.writeString(jar, "damaged");
        assertThat(Files.size(ChildJar.in(folder))).isGreaterThan(100);
    }

    /** A program that never ends by itself. */
    public static final class Endless {

        private Endless() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.println("endless " + args[0]);
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }
}
