package org.vigie.platform.artifact;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Prints how far each download is: one line at most every two seconds, and one at the end of a large file. */
final class DownloadProgress extends AbstractTransferListener {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);
    private static final long LARGE = 5_000_000;

    private final Consumer<String> lines;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<String, Long> lastLine = new ConcurrentHashMap<>();

    DownloadProgress(Consumer<String> lines, LongSupplier nanoTime) {
        this.lines = lines;
        this.nanoTime = nanoTime;
    }

    @Override
    public void transferInitiated(TransferEvent event) {
        lastLine.put(event.getResource().getResourceName(), nanoTime.getAsLong());
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        String name = event.getResource().getResourceName();
        long now = nanoTime.getAsLong();
        long last = lastLine.getOrDefault(name, now);
        if (now - last >= PAUSE && lastLine.replace(name, last, now)) {
            lines.accept("downloading " + describe(event));
        }
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        if (event.getTransferredBytes() >= LARGE) {
            lines.accept("downloaded " + describe(event));
        }
    }

    @Override
    public void transferCorrupted(TransferEvent event) {
        lines.accept("checksum of " + shortName(event) + " does not match, from "
                + event.getResource().getRepositoryUrl());
    }

    private static String describe(TransferEvent event) {
        long done = event.getTransferredBytes();
        long total = event.getResource().getContentLength();
        String amount = total > 0
                ? "%d of %d MB (%d %%)".formatted(megabytes(done), megabytes(total), done * 100 / total)
                : "%d MB".formatted(megabytes(done));
        return shortName(event) + ": " + amount;
    }

    private static String shortName(TransferEvent event) {
        String name = event.getResource().getResourceName();
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static long megabytes(long bytes) {
        return Math.round(bytes / 1_000_000.0);
    }
}
