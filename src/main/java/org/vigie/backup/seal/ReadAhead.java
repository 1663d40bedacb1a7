package org.vigie.backup.seal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream in a thread of its own, a few pieces ahead of who takes them: what the stream has to work out is done while the pieces before are
 * used. For one thread that takes.
 */
final class ReadAhead implements AutoCloseable {

    private static final int PIECE = 1 << 18;
    private static final int AHEAD = 8;

    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private volatile boolean closed;

    /** What was read, or why nothing more is: the end, or a failure. */
    private record Piece(byte @Nullable [] bytes, @Nullable Throwable failure) {}

    /** Begins; the stream stays open, and nobody else may use it until this is closed. */
    ReadAhead(InputStream in) {
        reader = Thread.ofPlatform().daemon().name("backup-read-ahead").start(() -> read(in));
    }

    private void read(InputStream in) {
        try {
            byte[] buffer = new byte[PIECE];
            int length = in.readNBytes(buffer, 0, PIECE);
            while (length > 0 && !closed) {
                pieces.put(new Piece(length == PIECE ? buffer : Arrays.copyOf(buffer, length), null));
                buffer = new byte[PIECE];
                length = in.readNBytes(buffer, 0, PIECE);
            }
            pieces.put(new Piece(null, null));
        } catch (InterruptedException e) {
            // nobody takes anything any more
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        try {
            pieces.put(new Piece(null, failure));
        } catch (InterruptedException e) {
            // nobody wants to know any more
        }
    }

    /**
     * The next bytes; null at the end.
     *
     * @throws IOException of the stream
     * @throws CancellationException when interrupted
     */
    byte @Nullable [] next() throws IOException {
        try {
            Piece piece = pieces.take();
            if (piece.failure() instanceof IOException failure) {
                throw failure;
            }
            if (piece.failure() instanceof RuntimeException failure) {
                throw failure;
            }
            if (piece.failure() != null) {
                throw new IOException(piece.failure());
            }
            return piece.bytes();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("no longer reading");
        }
    }

    /** Returns when the stream is not read any more: it may be closed then. */
    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
