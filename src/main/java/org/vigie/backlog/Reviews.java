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
import org.vigie.trouble.Troubles;

/** Reviews of the backlog from their beginning to their end, each carried out by one process at a time. */
@Service
public class Reviews {

    /** The kind of trouble. */
    static final String LOST = "backlog-review-without-process";

    private static final String RESUMED = "backlog-review-resumed";

    private final ReviewStore store;
    private final ProcessRequests requests;
    private final Troubles troubles;
    private final Clock clock;

    Reviews(ReviewStore store, ProcessRequests requests, Troubles troubles, Clock clock) {
        this.store = store;
        this.requests = requests;
        this.troubles = troubles;
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
        requests.unseen(reviewId).forEach(request -> requests.seen(request.id()));
        Optional<Review> review = store.lock(reviewId);
        if (store.claim(reviewId, processInstanceKey, clock.instant())) {
            troubles.clear(trouble(reviewId));
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

    static String trouble(String reviewId) {
        return LOST + ":" + reviewId;
    }
}
