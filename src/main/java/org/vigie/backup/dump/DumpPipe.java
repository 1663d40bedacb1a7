package org.vigie.backup.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.vigie.backup.BackupFailedException;
import org.vigie.backup.contents.Pace;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.Commands;

/**
 * A named pipe that a program writes and Vigie reads: nothing unencrypted gets to the disk, and a program whose reader is gone
 * ends. Reading ends when {@link #writerHasEnded} was called and all is read.
 */
final class DumpPipe implements AutoCloseable {

    private static final int BUFFER = 1 << 17;

    private final Path pipe;
    private final FileChannel keeper;
    private final InputStream in;
    private volatile boolean broken;

    private DumpPipe(Path pipe) throws IOException {
        this.pipe = pipe;
        // opened for writing too: the reader must neither wait for the program's start nor take it for its end
        this.keeper = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.in = Files.newInputStream(pipe);
    }

    /**
     * Makes a pipe that only its owner can use.
     *
     * @param runId a name for the run of mkfifo
     */
    static DumpPipe make(Path pipe, Commands commands, String runId) throws IOException {
        CommandOutcome outcome = commands.run(
                runId,
                CommandLine.of(List.of("mkfifo", "-m", "600", pipe.toString()))
                        .in(pipe.getParent())
                        .deadline(Duration.ofSeconds(30))
                        .build());
        if (!(outcome instanceof CommandOutcome.Exited exited && exited.code() == 0)) {
            throw new BackupFailedException(
                    "pipe-failed",
                    "mkfifo: " + outcome,
                    "Backups need mkfifo (Linux, macOS) and a data folder on a file system with pipes.");
        }
        return new DumpPipe(pipe);
    }

    Path path() {
        return pipe;
    }

    /**
     * Passes on all that is written.
     *
     * @param pace at which it reads: the program that writes waits meanwhile, and with it the server that sends
     * @param progress told the number of bytes so far, now and then
     */
    void drainTo(OutputStream out, Pace pace, LongConsumer progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        long begun = System.nanoTime();
        int length = in.read(buffer);
        while (length >= 0) {
            if (broken) {
                throw new IOException("given up");
            }
            out.write(buffer, 0, length);
            bytes += length;
            progress.accept(bytes);
            pace.restAfter(System.nanoTime() - begun);
            begun = System.nanoTime();
            length = in.read(buffer);
        }
    }

    /** What is not read yet still is. */
    void writerHasEnded() throws IOException {
        keeper.close();
    }

    /** Reading fails at the next byte, and with it the program. */
    void breakOff() {
        broken = true;
    }

    @Override
    public void close() throws IOException {
        keeper.close();
        in.close();
        Files.deleteIfExists(pipe);
    }
}
