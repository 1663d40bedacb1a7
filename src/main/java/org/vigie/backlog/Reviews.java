package org.vigie.backlog;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;

/** Reviews of the backlog from their beginning to their end, each carried out by one process at a time. */
@Service
public class Reviews {

    private static final String RESUMED = "backlog-review-resumed";

    private final ReviewStore store;
    private final ReviewProcesses processes;
    private final ProcessRequests requests;
    private final Clock clock;

    Reviews(ReviewStore store, ReviewProcesses processes, ProcessRequests requests, Clock clock) {
        this.store = store;
        this.processes = processes;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Binds a process instance to its review. Can be called again for the same instance.
     *
     * @param reviewId the review that is taken up again; null: a new one
     * @param within how long it may take
     * @return empty if the review is closed or another process instance carries it out
     */
    @Transactional
    public Optional<Review> begin(@Nullable String reviewId, long processInstanceKey, Duration within) {
        if (reviewId == null) {
            return Optional.of(store.ofProcess(processInstanceKey)
                    .orElseGet(() ->
                            store.insert(processInstanceKey, clock.instant().plus(within), clock.instant())));
        }
        requests.seen(reviewId, RESUMED);
        Optional<Review> review = store.lock(reviewId);
        if (store.claim(reviewId, processInstanceKey)) {
            processes.adopted(reviewId);
            return review;
        }
        return review.filter(open -> open.closedAt() == null
                && open.processInstanceKey() != null
                && open.processInstanceKey() == processInstanceKey);
    }

    /** All its applications are reviewed; nothing if another process instance carries it out. */
    @Transactional
    public void close(String reviewId, long processInstanceKey) {
        if (store.close(reviewId, processInstanceKey, clock.instant())) {
            requests.withdraw(reviewId);
        }
    }

    /** Asks for a process that takes the review up again. */
    void resume(String reviewId, String turn) {
        // not buffered: while an instance with the same key runs, a repeated start is dropped
        requests.request(new ProcessRequest(
                "backlog-review/" + reviewId + "/start/" + turn,
                RESUMED,
                reviewId,
                reviewId,
                Duration.ZERO,
                Map.of("reviewId", reviewId)));
    }
}
