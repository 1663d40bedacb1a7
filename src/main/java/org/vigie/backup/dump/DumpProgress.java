package org.vigie.backup.dump;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.vigie.backup.contents.ContentsProgress;

/** How far a dump is, told at most every second. Thread-safe. */
public final class DumpProgress implements ContentsProgress {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<Map<String, Object>> listener;
    private long told = System.nanoTime();
    private long bytes;
    private int tablesRead;
    private int tables;

    /** @param listener told {@code bytes}, {@code tablesRead} and {@code tables} */
    public DumpProgress(Consumer<Map<String, Object>> listener) {
        this.listener = listener;
    }

    synchronized void bytes(long written) {
        bytes = written;
        tell();
    }

    @Override
    public synchronized void tableRead(String table, long rows, int done, int total) {
        tablesRead = done;
        tables = total;
        tell();
    }

    private void tell() {
        if (System.nanoTime() - told > PAUSE) {
            told = System.nanoTime();
            Map<String, Object> progress = new LinkedHashMap<>();
            progress.put("bytes", bytes);
            progress.put("tablesRead", tablesRead);
            progress.put("tables", tables);
            listener.accept(progress);
        }
    }
}
