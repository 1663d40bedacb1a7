package org.vigie.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupFailedException;
import org.vigie.backup.contents.ConnectionDetails;
import org.vigie.backup.contents.ContentsException;
import org.vigie.backup.contents.ContentsProgress;
import org.vigie.backup.contents.ContentsReader;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.backup.contents.Pace;
import org.vigie.backup.seal.BackupKeys;
import org.vigie.backup.seal.FileSums;
import org.vigie.backup.seal.SealedFile;
import org.vigie.command.CommandOutcome;
import org.vigie.command.Commands;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.OperationCommands;
import org.vigie.plan.DatabaseSettings;

/**
 * Dumps a database into sealed files: under locks, in one snapshot, with pg_dump on one side and a reading of all contents on
 * the other. pg_dump's exit code is the only one that decides.
 */
@Component
public class DatabaseDump {

    /** The step of the operation. */
    public static final String STEP = "Dump the database";

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseDump.class);

    /** Beside an application each further session is felt, and one is done before pg_dump is. */
    private static final int READERS = 1;

    private static final int LOG_LINES = 30;

    private final OperationCommands operationCommands;
    private final Commands commands;
    private final BackupKeys keys;
    private final Clock clock;
    private final Duration lockPatience;
    private final Pace pace;

    /**
     * @param pace share of the time in which it reads
     * @param lockPatience rather a failed backup than an application that waits for it behind a queued ALTER
     */
    DatabaseDump(
            OperationCommands operationCommands,
            Commands commands,
            BackupKeys keys,
            Clock clock,
            @Value("${vigie.backup.lock-patience:PT60S}") Duration lockPatience,
            @Value("${vigie.backup.pace:1.0}") double pace) {
        this.operationCommands = operationCommands;
        this.commands = commands;
        this.keys = keys;
        this.clock = clock;
        this.lockPatience = lockPatience;
        this.pace = new Pace(pace);
    }

    /**
     * What was dumped.
     *
     * @param takenAt the moment of the snapshot
     * @param read what the database held then
     */
    public record Dumped(
            Instant takenAt, @Nullable String migrationHead, DatabaseContents read, FileSums dump, FileSums contents) {}

    /**
     * Dumps it, once more with a new snapshot if a lock was not to be had.
     *
     * @param folder of this backup alone; both files are in it when this returns
     * @param name start of the names of the files
     * @throws BackupFailedException if there is no usable dump
     * @throws org.vigie.shared.FencedException if somebody else goes on with it
     */
    public Dumped take(
            String operationId,
            DatabaseSettings database,
            PgTool tool,
            Path folder,
            String name,
            DumpProgress progress,
            Heartbeat heartbeat) {
        try {
            try {
                return attempt(operationId, database, tool, WorkFolder.emptied(folder), name, progress, heartbeat);
            } catch (BackupFailedException e) {
                if (!e.code().equals("lock-conflict")) {
                    throw e;
                }
                LOG.info("{} is dumped once more: {}", database.id(), e.fact());
                return attempt(operationId, database, tool, WorkFolder.emptied(folder), name, progress, heartbeat);
            }
        } catch (IOException e) {
            throw DiskFailure.of("cannot write the dump", e);
        }
    }

    private Dumped attempt(
            String operationId,
            DatabaseSettings database,
            PgTool tool,
            Path folder,
            String name,
            DumpProgress progress,
            Heartbeat heartbeat)
            throws IOException {
        String attempt = operationId + "-" + Long.toString(System.nanoTime(), 36);
        try (Snapshot snapshot = Snapshot.take(database, lockPatience);
                DumpPipe pipe = DumpPipe.make(folder.resolve("pipe"), commands, "pipe-" + attempt);
                SealedFile file = SealedFile.create(
                        folder.resolve(name + ".dump.zst.age"), name + ".dump.zst.age", keys.writers())) {
            Instant takenAt = clock.instant();
            String migrationHead = snapshot.migrationHead();
            SequencesFirst first = new SequencesFirst(progress);
            CompletableFuture<DatabaseContents> contents = inBackground("backup-contents", () -> {
                try {
                    return new ContentsReader(pace).read(ConnectionDetails.of(database), snapshot.id(), READERS, first);
                } finally {
                    first.sequencesRead();
                }
            });
            CompletableFuture<FileSums> sealed = inBackground("backup-dump", () -> {
                try {
                    pipe.drainTo(file.plain(), pace, progress::bytes);
                    return file.finish();
                } catch (IOException | RuntimeException e) {
                    // with nobody to read, pg_dump ends
                    pipe.close();
                    throw e;
                }
            });
            contents.whenComplete((read, failure) -> {
                if (failure != null) {
                    pipe.breakOff();
                }
            });
            CommandOutcome outcome;
            try {
                first.await();
                outcome = operationCommands.runAnew(
                        operationId,
                        STEP,
                        PgDump.of(
                                tool,
                                database,
                                snapshot.id(),
                                pipe.path(),
                                lockPatience,
                                database.backup().deadline().toDuration()),
                        heartbeat);
            } finally {
                pipe.writerHasEnded();
            }
            FileSums dump = result(sealed, outcome, contents, operationId);
            DatabaseContents read = contents.join();
            snapshot.requireHeld();
            heartbeat.check();
            return new Dumped(takenAt, migrationHead, read, dump, seal(folder, name, read));
        }
    }

    /** Of several failures the one that led to the others. */
    private FileSums result(
            CompletableFuture<FileSums> sealed,
            CommandOutcome outcome,
            CompletableFuture<DatabaseContents> contents,
            String operationId)
            throws IOException {
        boolean exited = outcome instanceof CommandOutcome.Exited end && end.code() == 0;
        BackupFailedException unread = failure(contents);
        if (unread != null) {
            sealed.handle((sums, failure) -> sums).join();
            throw unread;
        }
        try {
            FileSums sums = sealed.join();
            if (exited) {
                return sums;
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException full) {
                throw full;
            }
            throw e;
        }
        throw DumpFailure.of(outcome, operationCommands.log(operationId, LOG_LINES));
    }

    private static @Nullable BackupFailedException failure(CompletableFuture<DatabaseContents> contents) {
        try {
            contents.join();
            return null;
        } catch (CompletionException e) {
            if (e.getCause() instanceof ContentsException unread) {
                return new BackupFailedException(unread.code(), unread.fact(), unread.hint());
            }
            throw e;
        }
    }

    private FileSums seal(Path folder, String name, DatabaseContents read) throws IOException {
        String file = name + ".contents.json.zst.age";
        try (SealedFile sealed = SealedFile.create(folder.resolve(file), file, keys.writers())) {
            sealed.plain().write(read.toJson().getBytes(UTF_8));
            return sealed.finish();
        }
    }

    private interface Work<T> {
        T done() throws IOException;
    }

    private static <T> CompletableFuture<T> inBackground(String thread, Work<T> work) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name(thread).start(() -> {
            try {
                future.complete(work.done());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    /** A dump finds sequences at least where they were read only if they are read before it begins: no snapshot holds them. */
    private static final class SequencesFirst implements ContentsProgress {

        private final CountDownLatch read = new CountDownLatch(1);
        private final ContentsProgress progress;

        SequencesFirst(ContentsProgress progress) {
            this.progress = progress;
        }

        @Override
        public void sequencesRead() {
            read.countDown();
        }

        @Override
        public void tableRead(String table, long rows, int done, int total) {
            progress.tableRead(table, rows, done, total);
        }

        void await() {
            try {
                read.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("no longer waiting for a dump");
            }
        }
    }
}
