package org.vigie.engine.job;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.exception.BpmnError;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.shared.Backoff;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.FencedException;
import org.vigie.shared.HintedException;

/**
 * Fails a job with one retry less and a pause that doubles, so that a short outage does not burn all retries at once.
 * What is no fault of the work keeps its retries: something busy elsewhere, and failures of the infrastructure. Whoever was
 * fenced reports nothing. The message is what a person reads in Operate when the retries are used up: fact and hint, no
 * stack trace. Pauses are kept by {@link JobPauses}.
 */
class RetryWithBackoff implements JobExceptionHandlingStrategy {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** While something that Vigie stands on is away. */
    static final Duration OUTAGE_PAUSE = Duration.ofSeconds(10);

    /** The most by which pauses differ, so that not all jobs come back at once. */
    static final Duration SPREAD = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(RetryWithBackoff.class);

    private final JobExceptionHandlingStrategy forBpmnErrors;
    private final JobPauses pauses;

    RetryWithBackoff(JobExceptionHandlingStrategy forBpmnErrors, JobPauses pauses) {
        this.forBpmnErrors = forBpmnErrors;
        this.pauses = pauses;
    }

    @Override
    public void handleException(Exception thrown, ExceptionHandlingContext context) throws Exception {
        Exception e = unwrap(thrown);
        ActivatedJob job = context.job();
        switch (e) {
            case BpmnError error -> forBpmnErrors.handleException(error, context);
            case FencedException fenced ->
                LOG.info("job {} of {} ends without a result: {}", job.getType(), job.getElementId(), fenced.fact());
            case BusyElsewhereException busy -> later(context, busy);
            default -> failed(context, e);
        }
    }

    private void later(ExceptionHandlingContext context, BusyElsewhereException busy) {
        ActivatedJob job = context.job();
        String message = message(busy);
        LOG.info("job {} of {} comes again: {}", job.getType(), job.getElementId(), message);
        pauses.rest(context.jobClient(), job, job.getRetries(), spread(busy.comeBackAfter()), message);
    }

    private void failed(ExceptionHandlingContext context, Exception e) {
        int retries = context.job().getRetries();
        if (Infrastructure.failed(e)) {
            again(context, retries, spread(OUTAGE_PAUSE), e);
        } else {
            int left = Math.max(retries - 1, 0);
            again(context, left, pause(left), e);
        }
    }

    private void again(ExceptionHandlingContext context, int retries, Duration pause, Exception e) {
        ActivatedJob job = context.job();
        String message = message(e);
        log(job, retries, message, e);
        pauses.rest(context.jobClient(), job, retries, pause, message);
    }

    private static void log(ActivatedJob job, int retries, String message, Exception e) {
        boolean usesUpNone = retries == job.getRetries();
        LOG.warn(
                "job {} of {} failed, {} retries left: {}",
                job.getType(),
                job.getElementId(),
                retries,
                message,
                usesUpNone || e instanceof HintedException ? null : e);
    }

    /** The fewer retries are left, the longer the pause; the count of the first is not known, 5 is usual. */
    static Duration pause(int retriesLeft) {
        return new Backoff(FIRST_PAUSE, LONGEST_PAUSE).after(5L - retriesLeft);
    }

    private static Duration spread(Duration pause) {
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(SPREAD.toMillis() / 4, SPREAD.toMillis()));
    }

    static String message(Exception e) {
        if (e instanceof HintedException) {
            return e.getMessage();
        }
        return "unexpected " + e.getClass().getSimpleName() + ": " + e.getMessage()
                + "; hint: Look at Vigie's log, correct the cause, then raise the retries in Operate.";
    }

    private static Exception unwrap(Exception thrown) {
        Throwable cause = thrown;
        while ((cause instanceof InvocationTargetException || cause.getClass().equals(RuntimeException.class))
                && cause.getCause() instanceof Exception) {
            cause = cause.getCause();
        }
        return (Exception) cause;
    }
}
