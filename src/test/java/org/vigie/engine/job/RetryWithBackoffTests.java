package org.vigie.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.camunda.client.annotation.value.JobWorkerValue;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.exception.BpmnError;
import io.camunda.client.exception.CamundaError;
import io.camunda.client.impl.CamundaClientFutureImpl;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy.ExceptionHandlingContext;
import io.grpc.Status;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.FencedException;
import org.vigie.shared.HintedException;
import org.vigie.support.process.Job;
import org.vigie.support.process.RecordedJob;

class RetryWithBackoffTests {

    private static final Job JOB = new Job(1, "send-mail", "Task_SendMail", 2, 3, Map.of(), Map.of());

    private final RecordedJob job = new RecordedJob(JOB);
    private final List<Exception> bpmnErrors = new ArrayList<>();
    private final Map<Long, Duration> leases = new HashMap<>();
    private final RetryWithBackoff strategy = new RetryWithBackoff((e, context) -> bpmnErrors.add(e), this::lease);

    @Test
    void waitsLongerTheFewerRetriesAreLeft() {
        assertThat(RetryWithBackoff.pause(4)).hasSeconds(4);
        assertThat(RetryWithBackoff.pause(3)).hasSeconds(8);
        assertThat(RetryWithBackoff.pause(0)).hasSeconds(64);
        assertThat(RetryWithBackoff.pause(20)).isEqualTo(RetryWithBackoff.FIRST_PAUSE);
    }

    @Test
    void tellsTheOperatorFactAndHintWithoutAStackTrace() {
        assertThat(RetryWithBackoff.message(new HintedException("the mail server is away", "Start it.")))
                .isEqualTo("the mail server is away; hint: Start it.");
        assertThat(RetryWithBackoff.message(new IllegalStateException("boom")))
                .startsWith("unexpected IllegalStateException: boom; hint: ")
                .doesNotContain("\tat ");
    }

    @Test
    void aFailureOfTheWorkUsesUpARetry() throws Exception {
        RecordedJob.Command command = commandAfter(new IllegalStateException("boom"));

        assertThat(command.argument("retries")).isEqualTo(2);
        assertThat(command.argument("retryBackoff")).isEqualTo(RetryWithBackoff.pause(2));
    }

    @Test
    void whatIsBusyElsewhereComesAgainAfterItsTimeWithAllRetries() throws Exception {
        strategy.handleException(
                new InvocationTargetException(
                        new BusyElsewhereException("effect is under way elsewhere", "Wait.", Duration.ofSeconds(40))),
                context(job));

        assertThat(job.hasNothingToTell()).isTrue();
        assertThat(leases).containsOnlyKeys(JOB.key());
        assertThat(leases.get(JOB.key()))
                .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(40).plus(RetryWithBackoff.SPREAD));
    }

    @Test
    void whatIsBusyElsewhereComesAgainAfterItsLeaseIfTheEngineDoesNotHear() {
        var busy = new BusyElsewhereException("effect is under way elsewhere", "Wait.", Duration.ofSeconds(40));
        var refused = new RetryWithBackoff(
                (e, context) -> bpmnErrors.add(e),
                (job, pause) -> CompletableFuture.failedStage(Status.UNAVAILABLE.asRuntimeException()));
        var closed = new RetryWithBackoff((e, context) -> bpmnErrors.add(e), (job, pause) -> {
            throw new IllegalStateException("the client is closed");
        });

        assertThatCode(() -> refused.handleException(busy, context(job))).doesNotThrowAnyException();
        assertThatCode(() -> closed.handleException(busy, context(job))).doesNotThrowAnyException();
        assertThat(job.hasNothingToTell()).isTrue();
    }

    @Test
    void anOutageUsesUpNoRetries() throws Exception {
        RecordedJob.Command command = commandAfter(
                new HintedException("no mail", "Wait.", new DataAccessResourceFailureException("no connection")));

        assertThat(command.argument("retries")).isEqualTo(3);
        assertPause(command, RetryWithBackoff.OUTAGE_PAUSE);
        assertThat(command.argument("errorMessage")).isEqualTo("no mail; hint: Wait.");
    }

    @Test
    void whoWasFencedReportsNothing() throws Exception {
        strategy.handleException(new FencedException("job 1 was given away"), context(job));

        assertThat(job.hasNothingToTell()).isTrue();
        assertThat(bpmnErrors).isEmpty();
    }

    @Test
    void errorsOfTheModelAreThrownThere() throws Exception {
        BpmnError error = CamundaError.bpmnError("NOTES_REFUSED", "empty");
        strategy.handleException(new InvocationTargetException(error), context(job));

        assertThat(bpmnErrors).containsExactly(error);
        assertThat(job.hasNothingToTell()).isTrue();
    }

    @Test
    void anEngineThatDoesNotHearItIsNoFurtherFailure() {
        RecordedJob unheard = new RecordedJob(JOB, () -> {
            var future = new CamundaClientFutureImpl<Object, Object>();
            future.completeExceptionally(Status.UNAVAILABLE.asRuntimeException());
            return future;
        });
        RecordedJob closed = new RecordedJob(JOB, () -> {
            throw new IllegalStateException("the client is closed");
        });

        assertThatCode(() -> strategy.handleException(new IllegalStateException("boom"), context(unheard)))
                .doesNotThrowAnyException();
        assertThatCode(() -> strategy.handleException(new IllegalStateException("boom"), context(closed)))
                .doesNotThrowAnyException();
    }

    private CompletionStage<?> lease(ActivatedJob leased, Duration pause) {
        leases.put(leased.getKey(), pause);
        return CompletableFuture.completedStage(null);
    }

    private RecordedJob.Command commandAfter(Exception failure) throws Exception {
        strategy.handleException(failure, context(job));
        RecordedJob.Command command = job.next(0, TimeUnit.SECONDS);
        assertThat(command).isNotNull();
        assertThat(command.name()).isEqualTo("newFailCommand");
        return command;
    }

    private static void assertPause(RecordedJob.Command command, Duration atLeast) {
        assertThat((Duration) command.argument("retryBackoff"))
                .isBetween(atLeast, atLeast.plus(RetryWithBackoff.SPREAD));
    }

    private static ExceptionHandlingContext context(RecordedJob job) {
        return new ExceptionHandlingContext(job.client(), job.job(), new JobWorkerValue());
    }
}
