package org.vigie.backup.contents;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a database holds, on several connections in one snapshot: the rows of all tables by queries, so by another way than
 * pg_dump, and all that the catalogues say. Changes nothing. Thread-safe.
 */
public final class ContentsReader {

    private static final String VERSION =
            "SELECT current_setting('server_version'), current_setting('server_version_num')";
    private static final int NUMBERS_IN_A_MAJOR_VERSION = 10_000;

    private final Pace pace;

    /** One that reads as fast as it can. */
    public ContentsReader() {
        this(Pace.FULL);
    }

    /** One that reads beside an application. */
    public ContentsReader(Pace pace) {
        this.pace = pace;
    }

    /**
     * Reads everything. An interrupt ends it, with the queries that are under way.
     *
     * @param snapshotId as {@code pg_export_snapshot()} gave it, in a transaction that stays open meanwhile; null to read as of now
     * @param connections how many are used at once, at least 1
     * @param progress told when the sequences are read, before any table: begin the dump then, not before
     * @throws ContentsException if anything cannot be read: privileges, row-level security, damage, a lost connection or snapshot
     * @throws CancellationException when interrupted
     */
    public DatabaseContents read(
            ConnectionDetails source, @Nullable String snapshotId, int connections, ContentsProgress progress) {
        Sessions sessions = new Sessions(source);
        List<DatabaseContents> result = new CopyOnWriteArrayList<>();
        // in a thread of its own, as what waits for a server does not notice an interrupt
        Runnable reading = () -> result.add(read(sessions, source, snapshotId, connections, progress));
        try {
            new TogetherOrNotAtAll("contents").run(List.of(reading), sessions::abort);
            return result.getFirst();
        } finally {
            sessions.close();
        }
    }

    private DatabaseContents read(
            Sessions sessions,
            ConnectionDetails source,
            @Nullable String snapshotId,
            int connections,
            ContentsProgress progress) {
        ReadingSession leader = sessions.open(snapshotId);
        List<SequenceValue> sequences = Sequences.read(leader);
        progress.sequencesRead();
        TableReading tables = new TableReading(TableToRead.all(leader), progress);
        Queue<TableReading.Part> parts = new ConcurrentLinkedQueue<>(tables.parts(pace.pagesAtATime()));
        List<DatabaseContents> withoutTables = new CopyOnWriteArrayList<>();
        List<Runnable> work = new ArrayList<>();
        work.add(() -> {
            withoutTables.add(allButTables(leader, source, sequences));
            readParts(leader, parts, tables);
        });
        if (connections > 1) {
            String snapshot = snapshotId != null ? snapshotId : leader.exportSnapshot();
            while (work.size() < connections) {
                ReadingSession session = sessions.open(snapshot);
                work.add(() -> readParts(session, parts, tables));
            }
        }
        new TogetherOrNotAtAll("contents-part").run(work, sessions::abort);
        return with(withoutTables.getFirst(), tables.result());
    }

    private void readParts(ReadingSession session, Queue<TableReading.Part> parts, TableReading tables) {
        for (TableReading.Part part = parts.poll(); part != null; part = parts.poll()) {
            long begun = System.nanoTime();
            tables.add(
                    part,
                    session.query("cannot read the table " + part.table().name(), part.query(), RowHash::of)
                            .getFirst());
            pace.restAfter(System.nanoTime() - begun);
        }
    }

    private static DatabaseContents allButTables(
            ReadingSession session, ConnectionDetails source, List<SequenceValue> sequences) {
        record Version(String text, int major) {}
        Version version = session.query(
                        "cannot ask for the server's version",
                        VERSION,
                        row -> new Version(
                                row.getString(1).split(" ", 2)[0], row.getInt(2) / NUMBERS_IN_A_MAJOR_VERSION))
                .getFirst();
        return new DatabaseContents(
                DatabaseContents.ALGORITHM,
                version.text(),
                source.database(),
                List.of(),
                sequences,
                LargeObjects.read(session),
                Catalogue.read(session, version.major()));
    }

    private static DatabaseContents with(DatabaseContents rest, List<TableContents> tables) {
        return new DatabaseContents(
                rest.algorithm(),
                rest.serverVersion(),
                rest.database(),
                tables,
                rest.sequences(),
                rest.largeObjects(),
                rest.catalogue());
    }
}
