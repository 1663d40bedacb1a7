package org.vigie.engine.job;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Jobs that rest in Vigie until their pause is over, and go back to the engine then, which gives them out again at once. If Vigie
 * ends meanwhile, or the engine does not hear of it, their lease runs out. The engine's own pauses, and leases that run out often,
 * are not relied upon: it forgets a job whose time came a second time (docs/adr/0036). Thread-safe.
 */
class JobPauses implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(JobPauses.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final JobTimeouts timeouts;
    private final Duration lease;
    private final Clock clock;
    private final Queue<Resting> resting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService looks = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("job-pauses-", 1).factory());

    /**
     * @param until when the pause is over on the clock of Vigie
     * @param untilNanos when it is over on the clock that nobody moves: whichever comes first
     */
    private record Resting(
            JobClient client, ActivatedJob job, int retries, String message, Instant until, long untilNanos) {

        boolean isOver(Instant now) {
            return !now.isBefore(until) || System.nanoTime() - untilNanos >= 0;
        }
    }

    /** @param lease how long a job stays with this Vigie beyond its pause */
    JobPauses(JobTimeouts timeouts, Duration lease, Clock clock) {
        this.timeouts = timeouts;
        this.lease = lease;
        this.clock = clock;
        looks.scheduleWithFixedDelay(this::giveBack, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Gives the job back after a pause; at once when it has no retries left: it does not come again, and a person is asked.
     *
     * @param retries what it has then
     * @param message what a person reads in Operate when that is none
     */
    void rest(JobClient client, ActivatedJob job, int retries, Duration longest, String message) {
        Duration pause = retries == 0 ? Duration.ZERO : longest;
        keep(job, pause.plus(lease));
        resting.add(new Resting(
                client, job, retries, message, clock.instant().plus(pause), System.nanoTime() + pause.toNanos()));
    }

    private void keep(ActivatedJob job, Duration time) {
        try {
            timeouts.renew(job, time).exceptionally(unheard -> {
                LOG.warn("the engine does not hear that job {} rests: {}", job.getKey(), unheard.getMessage());
                return null;
            });
        } catch (RuntimeException unheard) {
            LOG.warn("the engine cannot be told that job {} rests: {}", job.getKey(), unheard.getMessage());
        }
    }

    private void giveBack() {
        Instant now = clock.instant();
        resting.removeIf(each -> {
            boolean over = each.isOver(now);
            if (over) {
                giveBack(each);
            }
            return over;
        });
    }

    private static void giveBack(Resting over) {
        long key = over.job().getKey();
        try {
            over.client()
                    .newFailCommand(key)
                    .retries(over.retries())
                    .errorMessage(over.message())
                    .send()
                    .exceptionally(unheard -> {
                        LOG.warn("the engine does not hear that job {} comes back: {}", key, unheard.getMessage());
                        return null;
                    });
        } catch (RuntimeException unheard) {
            LOG.warn("the engine cannot be told that job {} comes back: {}", key, unheard.getMessage());
        }
    }

    @Override
    public void destroy() {
        looks.shutdownNow();
    }
}
