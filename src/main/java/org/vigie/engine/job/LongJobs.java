package org.vigie.engine.job;

import io.camunda.client.annotation.value.JobWorkerValue;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy.ExceptionHandlingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vigie.shared.BusyElsewhereException;

/**
 * Does jobs that take long, on threads that short jobs never wait for. While one runs, its time-out is renewed every third
 * of it. A worker for long work is declared with {@code autoComplete = false} and gives its job on:
 *
 * <pre>{@code
 * @JobWorker(type = "dump-database", autoComplete = false)
 * public void dump(JobClient client, ActivatedJob job) {
 *     longJobs.run(client, job, heartbeat -> Map.of("size", dumps.dump(job.getProcessInstanceKey(), heartbeat)));
 * }
 * }</pre>
 *
 * <p>At shutdown, long jobs have as much time as short ones. Those that need more are interrupted and report nothing: their
 * time-out gives them to the next Vigie. Thread-safe.
 */
public class LongJobs implements SmartLifecycle {

    static final Duration WHILE_ALL_ARE_BUSY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(LongJobs.class);

    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor renewals = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("long-job-renewal-", 1).factory());
    private final Map<Long, LongAttempt> underWay = new ConcurrentHashMap<>();
    private final JobWorkerValue worker = new JobWorkerValue();
    private final Duration timeOut;
    private final Duration drain;
    private final JobTimeouts timeouts;
    private final JobExceptionHandlingStrategy failures;
    private volatile boolean givenUp;

    LongJobs(
            int threads,
            Duration timeOut,
            Duration drain,
            JobTimeouts timeouts,
            JobExceptionHandlingStrategy failures) {
        this.pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("long-job-", 1).factory());
        this.timeOut = timeOut;
        this.drain = drain;
        this.timeouts = timeouts;
        this.failures = failures;
        this.worker.setMaxRetries(0);
        renewals.setRemoveOnCancelPolicy(true);
    }

    /**
     * Has the work done and the job completed with its result, or failed as a short job would be. Returns at once.
     *
     * @throws BusyElsewhereException if every thread for long work is taken: the worker lets it pass
     */
    public void run(JobClient client, ActivatedJob job, LongWork work) {
        LongAttempt attempt = new LongAttempt(job, timeOut, timeouts);
        LongAttempt earlier = underWay.putIfAbsent(job.getKey(), attempt);
        if (earlier != null) {
            goOn(earlier, job);
            return;
        }
        try {
            pool.execute(() -> attempt(client, job, work, attempt));
        } catch (RejectedExecutionException e) {
            underWay.remove(job.getKey());
            throw busy("all " + pool.getMaximumPoolSize() + " threads for long work are taken");
        }
    }

    /** The engine gave the job out again to whoever works on it, for instance after its clock was moved. */
    private static void goOn(LongAttempt earlier, ActivatedJob job) {
        if (earlier.isFenced()) {
            throw busy("the fenced attempt at job " + job.getKey() + " has not ended yet");
        }
        LOG.info("job {} was given out again while it is worked on, which goes on", job.getKey());
        earlier.renewQuietly();
    }

    private static BusyElsewhereException busy(String fact) {
        return new BusyElsewhereException(fact, "Nothing to do: the job comes again by itself.", WHILE_ALL_ARE_BUSY);
    }

    private void attempt(JobClient client, ActivatedJob job, LongWork work, LongAttempt attempt) {
        long third = timeOut.dividedBy(3).toMillis();
        Future<?> renewal = renewals.scheduleAtFixedRate(attempt::renewQuietly, third, third, TimeUnit.MILLISECONDS);
        try {
            attempt.begin();
            Map<String, ?> result = work.run(attempt);
            attempt.check();
            complete(client, job, result);
        } catch (Exception e) {
            failed(client, job, e);
        } finally {
            renewal.cancel(false);
            underWay.remove(job.getKey());
        }
    }

    /** If the engine does not hear of it, the job comes again and finds its effects done. */
    private static void complete(JobClient client, ActivatedJob job, Map<String, ?> result) {
        client.newCompleteCommand(job.getKey()).variables(result).send().whenComplete((answer, failure) -> {
            if (failure != null) {
                LOG.warn("the engine does not take job {} as completed: {}", job.getKey(), failure.getMessage());
            }
        });
    }

    private void failed(JobClient client, ActivatedJob job, Exception e) {
        if (givenUp) {
            LOG.warn("job {} of {} is left to be given out again: {}", job.getType(), job.getElementId(), e.toString());
            return;
        }
        try {
            failures.handleException(e, new ExceptionHandlingContext(client, job, worker));
        } catch (Exception unheard) {
            LOG.warn("the engine cannot be told that job {} failed", job.getKey(), unheard);
        }
    }

    @Override
    public void start() {
        // the threads are there from the beginning
    }

    /** Beside the wait for short jobs, not after it. */
    @Override
    public void stop(Runnable done) {
        Thread.ofPlatform().name("long-job-stop").start(() -> {
            try {
                stop();
            } finally {
                done.run();
            }
        });
    }

    @Override
    public void stop() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("long jobs still running after {} s are left to be given out again", drain.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        givenUp = true;
        pool.shutdownNow();
        renewals.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return !pool.isShutdown();
    }

    /** As {@link WorkerThreads}: after the workers stopped asking for jobs and before the client closes. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
