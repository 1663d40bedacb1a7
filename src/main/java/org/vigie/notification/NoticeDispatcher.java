package org.vigie.notification;

import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Delivers what is due, on a few threads of its own. Several may run beside each other on one database: a notice is
 * taken by one of them, and by another only when the lease of the first has ended without a report.
 */
@Component
class NoticeDispatcher implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeDispatcher.class);
    private static final long DRAIN_SECONDS = 20;

    private final NoticeAttempts attempts;
    private final ThreadPoolExecutor threads;
    private final AtomicBoolean troubled = new AtomicBoolean();

    NoticeDispatcher(NoticeAttempts attempts, NoticeProperties properties) {
        this.attempts = attempts;
        // what finds no free thread is dropped: those at work go on until nothing is due, and the timer comes anyway
        this.threads = new ThreadPoolExecutor(
                0,
                properties.threads(),
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new CustomizableThreadFactory("notice-"),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Begins to deliver what is due; returns at once. */
    @Scheduled(
            initialDelayString = "${vigie.notices.poll-interval:PT1S}",
            fixedRateString = "${vigie.notices.poll-interval:PT1S}")
    void kick() {
        threads.execute(this::deliverWhatIsDue);
    }

    private void deliverWhatIsDue() {
        try {
            Optional<Claim> claim = attempts.claim();
            while (claim.isPresent()) {
                kick(); // there may be more than this thread can do
                attempts.deliver(claim.get());
                claim = threads.isShutdown() ? Optional.empty() : attempts.claim();
            }
            if (troubled.compareAndSet(true, false)) {
                LOG.info("notices are delivered again");
            }
        } catch (RuntimeException e) {
            if (troubled.compareAndSet(false, true)) {
                LOG.warn("notices cannot be delivered at present; they are kept and tried again", e);
            }
        }
    }

    /** Lets deliveries end that have begun. */
    @Override
    public void destroy() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("notices still on their way after {} s may be sent twice", DRAIN_SECONDS);
        }
    }
}
