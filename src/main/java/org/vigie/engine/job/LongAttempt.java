package org.vigie.engine.job;

import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.shared.FencedException;

/**
 * One attempt at a long job. The engine does not tell a worker that it gave its job to another: the key stays the same. So
 * the attempt counts from each renewal that the engine confirmed, and is fenced for good when the next is overdue.
 */
class LongAttempt implements Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(LongAttempt.class);

    /** The job is gone, or nobody has it at present. */
    private static final Set<Status.Code> GIVEN_AWAY =
            EnumSet.of(Status.Code.NOT_FOUND, Status.Code.FAILED_PRECONDITION);

    private final ActivatedJob job;
    private final Duration timeOut;
    private final JobTimeouts timeouts;
    private long renewedAt = System.nanoTime();
    private boolean fenced;

    LongAttempt(ActivatedJob job, Duration timeOut, JobTimeouts timeouts) {
        this.job = job;
        this.timeOut = timeOut;
        this.timeouts = timeouts;
    }

    /** The job may have waited for its turn longer than its time-out: the work begins when the engine confirms it. */
    void begin() {
        try {
            renew().toCompletableFuture().join();
        } catch (CompletionException e) {
            check();
            throw e;
        }
        check();
    }

    CompletionStage<?> renew() {
        long sentAt = System.nanoTime();
        return timeouts.renew(job, timeOut).whenComplete((answer, failure) -> {
            if (failure == null) {
                renewed(sentAt);
            } else {
                notRenewed(failure);
            }
        });
    }

    void renewQuietly() {
        try {
            renew();
        } catch (RuntimeException e) {
            notRenewed(e);
        }
    }

    private synchronized void renewed(long sentAt) {
        fenced = isFenced();
        renewedAt = Math.max(renewedAt, sentAt);
    }

    private synchronized void notRenewed(Throwable failure) {
        if (isGivenAway(failure)) {
            fenced = true;
        } else {
            LOG.warn("the time-out of job {} is renewed later: {}", job.getKey(), failure.getMessage());
        }
    }

    synchronized boolean isFenced() {
        fenced = fenced || System.nanoTime() - renewedAt > timeOut.toNanos();
        return fenced;
    }

    @Override
    public void check() {
        if (isFenced()) {
            throw new FencedException("job " + job.getKey() + " of type " + job.getType() + " was given away");
        }
    }

    private static boolean isGivenAway(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> false;
            case StatusRuntimeException e -> GIVEN_AWAY.contains(e.getStatus().getCode());
            case ClientStatusException e -> GIVEN_AWAY.contains(e.getStatusCode());
            default -> isGivenAway(failure.getCause());
        };
    }
}
