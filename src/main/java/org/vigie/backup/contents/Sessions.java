package org.vigie.backup.contents;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The connections of one reading, to be ended together. Thread-safe. */
final class Sessions implements AutoCloseable {

    private final ConnectionDetails source;
    private final List<ReadingSession> sessions = new ArrayList<>();
    private boolean ended;

    Sessions(ConnectionDetails source) {
        this.source = source;
    }

    ReadingSession open(@Nullable String snapshotId) {
        ReadingSession session = ReadingSession.open(source, snapshotId);
        synchronized (this) {
            sessions.add(session);
            if (!ended) {
                return session;
            }
        }
        session.close();
        throw new CancellationException("no longer reading");
    }

    /** Makes what waits for an answer fail. */
    synchronized void abort() {
        ended = true;
        sessions.forEach(ReadingSession::abort);
    }

    @Override
    public synchronized void close() {
        ended = true;
        sessions.forEach(ReadingSession::close);
    }
}
