package org.vigie.engine;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.exception.BpmnError;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.shared.HintedException;

/**
 * Fails a job with one retry less and a pause that doubles, so that a short outage does not burn all retries at once.
 * The message is what a person reads in Operate when the retries are used up: fact and hint, no stack trace.
 */
class RetryWithBackoff implements JobExceptionHandlingStrategy {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(RetryWithBackoff.class);

    private final JobExceptionHandlingStrategy forBpmnErrors;

    RetryWithBackoff(JobExceptionHandlingStrategy forBpmnErrors) {
        this.forBpmnErrors = forBpmnErrors;
    }

    @Override
    public void handleException(Exception thrown, ExceptionHandlingContext context) throws Exception {
        Exception e = unwrap(thrown);
        if (e instanceof BpmnError) {
            forBpmnErrors.handleException(e, context);
            return;
        }
        ActivatedJob job = context.job();
        int retries = Math.max(job.getRetries() - 1, 0);
        Duration pause = pause(retries);
        String message = message(e);
        LOG.warn(
                "job {} of {} failed, {} retries left: {}",
                job.getType(),
                job.getElementId(),
                retries,
                message,
                e instanceof HintedException ? null : e);
        context.jobClient()
                .newFailCommand(job.getKey())
                .retries(retries)
                .retryBackoff(pause)
                .errorMessage(message)
                .send();
    }

    /** The fewer retries are left, the longer the pause; the count of the first is not known, 5 is usual. */
    static Duration pause(int retriesLeft) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(5 - retriesLeft, 0, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
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
