package org.vigie.engine.request;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What cases ask of their processes. A request is a row of the caller's transaction; it is sent right after the commit and
 * again until the case says that it was seen, over restarts, however long the engine is away, also to an engine that was set
 * up anew. The process may therefore be told more than once and asks {@link #seen}. Thread-safe.
 */
@Service
public class ProcessRequests {

    private final ProcessRequestStore store;
    private final ObjectProvider<RequestDispatcher> dispatcher;
    private final Clock clock;

    ProcessRequests(ProcessRequestStore store, ObjectProvider<RequestDispatcher> dispatcher, Clock clock) {
        this.store = store;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** Asks; nothing if the same was asked before. */
    public void request(ProcessRequest request) {
        store.insert(request, clock.instant());
        sendAfterCommit();
    }

    /**
     * Says that the process acts on a request; from then on it is not sent again. Belongs in the transaction in which it does.
     *
     * @return false if it was seen before or is withdrawn: the process was told again of what is settled
     */
    public boolean seen(String requestId) {
        return store.seen(requestId, clock.instant());
    }

    /** As {@link #seen(String)}, for all that a case has asked by this message. */
    public void seen(String caseId, String message) {
        unseen(caseId).stream()
                .filter(request -> request.message().equals(message))
                .forEach(request -> seen(request.id()));
    }

    /** Ends what a case has asked and nobody has seen: it has ended itself. */
    public void withdraw(String caseId) {
        store.withdraw(caseId, clock.instant());
    }

    /** What was asked by this id, whatever became of it; empty if nothing was, or long ago. */
    public Optional<ProcessRequest> find(String requestId) {
        return store.find(requestId);
    }

    /** What a case has asked and its process has not seen, oldest first. */
    public List<ProcessRequest> unseen(String caseId) {
        return store.unseen(caseId);
    }

    /** What nobody has seen for longer than that, oldest first; at most a thousand. */
    public List<UnseenRequest> stuck(Duration longerThan) {
        return store.unseenSince(clock.instant().minus(longerThan));
    }

    /** Sends what a case has asked and nobody has seen at once instead of at its time. */
    public void sendAgain(String caseId) {
        store.sendAtOnce(caseId, clock.instant());
        sendAfterCommit();
    }

    int countStuck(Duration longerThan) {
        return store.countUnseenSince(clock.instant().minus(longerThan));
    }

    private void sendAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    send();
                }
            });
        } else {
            send();
        }
    }

    private void send() {
        dispatcher.ifAvailable(RequestDispatcher::wake);
    }
}
