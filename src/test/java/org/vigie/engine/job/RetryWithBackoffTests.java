package org.vigie.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.annotation.value.JobWorkerValue;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.exception.BpmnError;
import io.camunda.client.exception.CamundaError;
import io.camunda.client.impl.CamundaClientFutureImpl;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy.ExceptionHandlingContext;
import io.grpc.Status;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.FencedException;
import org.vigie.shared.HintedException;
import org.vigie.support.MutableClock;
import org.vigie.support.process.Job;
import org.vigie.support.process.RecordedJob;

class RetryWithBackoffTests {

    private static final Job JOB = new Job(1, "send-mail", "Task_SendMail", 2, 3, Map.of(), Map.of());

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final RecordedJob job = new RecordedJob(JOB);
    private final List<Exception> bpmnErrors = new ArrayList<>();
    private final Map<Long, Duration> leases = new HashMap<>();
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T09:00:00Z"));
    private final JobPauses pauses = new JobPauses(this::lease, LEASE, clock);
    private final RetryWithBackoff strategy = new RetryWithBackoff((e, context) -> bpmnErrors.add(e), pauses);

    @AfterEach
    void stop() {
        pauses.destroy();
    }

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
    void aFailureOfTheWorkUsesUpARetryAndRestsHere() throws Exception {
        strategy.handleException(new IllegalStateException("boom"), context(job));
        assertThat(leases.get(JOB.key())).isEqualTo(RetryWithBackoff.pause(2).plus(LEASE));

        clock.advance(RetryWithBackoff.pause(2).minusMillis(1));
        assertThat(job.next(300, TimeUnit.MILLISECONDS)).as("before its time").isNull();
        clock.advance(Duration.ofMillis(1));
        RecordedJob.Command command = told();
        assertThat(command.argument("retries")).isEqualTo(2);
        assertThat(command.argument("retryBackoff"))
                .as("the engine keeps no pause")
                .isNull();
    }

    @Test
    void theLastFailureIsToldAtOnce() throws Exception {
        pauses.rest(job.client(), job.job(), 0, RetryWithBackoff.LONGEST_PAUSE, "boom");
        assertThat(told().argument("retries")).isEqualTo(0);
    }

    @Test
    void whatIsBusyElsewhereComesAgainAfterItsTimeWithAllRetries() throws Exception {
        strategy.handleException(
                new InvocationTargetException(
                        new BusyElsewhereException("effect is under way elsewhere", "Wait.", Duration.ofSeconds(40))),
                context(job));

        assertThat(job.hasNothingToTell()).isTrue();
        clock.advance(Duration.ofSeconds(40));
        assertThat(job.next(300, TimeUnit.MILLISECONDS)).as("before its time").isNull();
        clock.advance(RetryWithBackoff.SPREAD);
        assertThat(told().argument("retries")).isEqualTo(3);
    }

    @Test
    void aPauseEndsWhereTheClockStandsStillToo() throws Exception {
        pauses.rest(job.client(), job.job(), 3, Duration.ofMillis(200), "busy");
        assertThat(told().argument("errorMessage")).isEqualTo("busy");
    }

    @Test
    void whatRestsComesBackThoughTheEngineDoesNotHearOfItsLease() throws Exception {
        for (JobTimeouts deaf : List.<JobTimeouts>of(
                (job, pause) -> CompletableFuture.failedStage(Status.UNAVAILABLE.asRuntimeException()),
                (job, pause) -> {
                    throw new IllegalStateException("the client is closed");
                })) {
            JobPauses unheard = new JobPauses(deaf, LEASE, clock);
            unheard.rest(job.client(), job.job(), 3, Duration.ZERO, "busy");
            told();
            unheard.destroy();
        }
    }

    @Test
    void anOutageUsesUpNoRetries() throws Exception {
        RecordedJob.Command command = commandAfter(
                new HintedException("no mail", "Wait.", new DataAccessResourceFailureException("no connection")));

        assertThat(command.argument("retries")).isEqualTo(3);
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
    void anEngineThatDoesNotHearItKeepsNoOtherJobBack() throws Exception {
        RecordedJob unheard = new RecordedJob(JOB, () -> {
            var future = new CamundaClientFutureImpl<Object, Object>();
            future.completeExceptionally(Status.UNAVAILABLE.asRuntimeException());
            return future;
        });
        RecordedJob closed = new RecordedJob(JOB, () -> {
            throw new IllegalStateException("the client is closed");
        });
        pauses.rest(unheard.client(), unheard.job(), 2, Duration.ZERO, "boom");
        pauses.rest(closed.client(), closed.job(), 2, Duration.ZERO, "boom");
        pauses.rest(job.client(), job.job(), 2, Duration.ZERO, "boom");
        told();
    }

    private CompletionStage<?> lease(ActivatedJob leased, Duration pause) {
        leases.put(leased.getKey(), pause);
        return CompletableFuture.completedStage(null);
    }

    private RecordedJob.Command commandAfter(Exception failure) throws Exception {
        strategy.handleException(failure, context(job));
        clock.advance(RetryWithBackoff.LONGEST_PAUSE);
        return told();
    }

    private RecordedJob.Command told() throws InterruptedException {
        RecordedJob.Command command = job.next(10, TimeUnit.SECONDS);
        assertThat(command).isNotNull();
        assertThat(command.name()).isEqualTo("newFailCommand");
        return command;
    }

    private static ExceptionHandlingContext context(RecordedJob job) {
        return new ExceptionHandlingContext(job.client(), job.job(), new JobWorkerValue());
    }
}
