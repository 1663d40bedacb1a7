package org.vigie.platform.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child that ends is back by itself; one that does not stay is given up. */
class ChildKeeperTests {

    private static final String SCRIPT = "test -e broken && exit 1; echo >> starts; touch ready; read line";

    @TempDir
    Path data;

    private final AtomicInteger givenUp = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private @Nullable Child child;

    @AfterEach
    void stop() {
        if (child != null) {
            child.stop();
        }
        executor.shutdownNow();
    }

    @Test
    void isBackEachTimeItIsKilled() throws IOException {
        keep(Duration.ofSeconds(20), Duration.ZERO);
        for (int kill = 1; kill <= 3; kill++) {
            kill();
            int starts = kill + 1;
            await().until(() -> starts() == starts && child.isUp());
        }
        assertThat(givenUp).hasValue(0);
    }

    @Test
    void isGivenUpWhenItCannotStartAnyMore() throws IOException {
        keep(Duration.ofSeconds(3), Duration.ZERO);
        Files.createFile(data.resolve("broken"));
        kill();
        await().until(() -> givenUp.get() == 1);
        assertThat(child.isUp()).isFalse();
    }

    @Test
    void isGivenUpWhenItIsUpForMomentsOnly() throws IOException {
        keep(Duration.ofSeconds(3), Duration.ofMinutes(1));
        await().until(() -> {
            if (child.isUp()) {
                kill();
            }
            return givenUp.get() == 1;
        });
    }

    @Test
    void staysDownWhenItIsStopped() throws IOException {
        keep(Duration.ofSeconds(3), Duration.ZERO);
        child.stop();
        await().during(Duration.ofSeconds(2)).until(() -> !child.isUp());
        assertThat(starts()).isEqualTo(1);
        assertThat(givenUp).hasValue(0);
    }

    @Test
    void waitsLongerEachTime() {
        assertThat(IntStream.range(0, 7).mapToObj(ChildKeeper::pause).map(Duration::toSeconds))
                .containsExactly(0L, 1L, 2L, 4L, 8L, 8L, 8L);
    }

    private void keep(Duration patience, Duration settled) {
        ChildFolders folders = new ChildFolders(data);
        child = new Child(new SampleChild(data, SCRIPT, 1), folders);
        new ChildKeeper(child, patience, settled, givenUp::incrementAndGet).keep(executor);
        child.start(Duration.ofSeconds(20));
    }

    private void kill() {
        ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private long starts() throws IOException {
        return Files.readAllLines(data.resolve("starts")).size();
    }
}
