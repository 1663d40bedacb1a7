package org.vigie.platform.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;
import org.junit.jupiter.api.Test;

class DownloadProgressTests {

    private final List<String> lines = new ArrayList<>();
    private final AtomicLong time = new AtomicLong();
    private final DownloadProgress progress = new DownloadProgress(lines::add, time::get);
    private final TransferResource resource = new TransferResource(
                    "central", "https://example.org/", "org/example/big-1.0.tar.gz", (File) null, null)
            .setContentLength(300_000_000);

    @Test
    void printsMegabytesAndPercent() {
        progress.transferInitiated(event(0));
        time.addAndGet(TimeUnit.SECONDS.toNanos(3));
        progress.transferProgressed(event(75_000_000));
        assertThat(lines).containsExactly("downloading big-1.0.tar.gz: 75 of 300 MB (25 %)");
    }

    @Test
    void printsOneLineInTwoSecondsHoweverManyBlocksArrive() {
        progress.transferInitiated(event(0));
        for (int second = 0; second < 10; second++) {
            for (int block = 0; block < 100; block++) {
                time.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
                progress.transferProgressed(event(second * 1_000_000L));
            }
        }
        assertThat(lines).hasSize(5);
    }

    @Test
    void tellsTheEndOfALargeFileOnly() {
        progress.transferSucceeded(event(1000));
        progress.transferSucceeded(event(300_000_000));
        assertThat(lines).containsExactly("downloaded big-1.0.tar.gz: 300 of 300 MB (100 %)");
    }

    private TransferEvent event(long transferred) {
        return new TransferEvent.Builder(MavenRepositorySystemUtils.newSession(), resource)
                .setTransferredBytes(transferred)
                .build();
    }
}
