package org.vigie.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camunda.client.exception.CamundaError;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.FencedException;
import org.vigie.support.process.Job;
import org.vigie.support.process.RecordedJob;

@Timeout(60)
class LongJobsTests {

    private static final Duration TIME_OUT = Duration.ofMillis(900);

    private final AtomicInteger renewals = new AtomicInteger();
    private final AtomicReference<Status> engine = new AtomicReference<>(Status.OK);
    private final List<Exception> bpmnErrors = new ArrayList<>();
    private final List<Duration> leases = new CopyOnWriteArrayList<>();
    private final JobPauses pauses =
            new JobPauses((job, timeOut) -> lease(timeOut), Duration.ofMinutes(1), Clock.systemUTC());
    private final LongJobs jobs = new LongJobs(
            1,
            TIME_OUT,
            Duration.ofMillis(300),
            (job, timeOut) -> renewal(),
            new RetryWithBackoff((e, context) -> bpmnErrors.add(e), pauses));
    private final RecordedJob job = job(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private CompletionStage<?> lease(Duration pause) {
        leases.add(pause);
        return CompletableFuture.completedStage(null);
    }

    @AfterEach
    void stop() {
        mayEnd.countDown();
        jobs.stop();
        pauses.destroy();
    }

    @Test
    void aJobIsRenewedWhileItIsWorkedOnAndCompletedWithTheResult() throws Exception {
        jobs.run(job.client(), job.job(), heartbeat -> {
            await().until(() -> renewals.get() > 9);
            heartbeat.check();
            return Map.of("size", 42);
        });

        RecordedJob.Command command = job.next(10, TimeUnit.SECONDS);
        assertThat(command).isNotNull();
        assertThat(command.name()).isEqualTo("newCompleteCommand");
        assertThat(command.argument("variables")).isEqualTo(Map.of("size", 42));
        int until = renewals.get();
        await().during(TIME_OUT).until(() -> renewals.get() == until);
    }

    @Test
    void whoseJobIsGoneIsFencedBeforeTheNextStepAndTellsNothing() {
        AtomicInteger steps = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(1);
        jobs.run(job.client(), job.job(), heartbeat -> {
            try {
                heartbeat.check();
                steps.incrementAndGet();
                engine.set(Status.NOT_FOUND);
                await().untilAsserted(() -> assertThatThrownBy(heartbeat::check).isInstanceOf(FencedException.class));
                heartbeat.check();
                steps.incrementAndGet();
                return Map.of();
            } finally {
                ended.countDown();
            }
        });

        await().until(() -> ended.getCount() == 0);
        awaitFreeThread();
        assertThat(steps).hasValue(1);
        assertThat(job.hasNothingToTell()).isTrue();
    }

    @Test
    void whoseRenewalIsOverdueIsFencedForGood() {
        CountDownLatch ended = new CountDownLatch(1);
        jobs.run(job.client(), job.job(), heartbeat -> {
            engine.set(Status.UNAVAILABLE);
            await().untilAsserted(() -> assertThatThrownBy(heartbeat::check).isInstanceOf(FencedException.class));
            engine.set(Status.OK);
            int before = renewals.get();
            await().until(() -> renewals.get() > before + 2);
            assertThatThrownBy(heartbeat::check).isInstanceOf(FencedException.class);
            ended.countDown();
            return Map.of("never", "told");
        });

        await().until(() -> ended.getCount() == 0);
        awaitFreeThread();
        assertThat(job.hasNothingToTell()).isTrue();
    }

    @Test
    void aShortOutageFencesNobody() throws Exception {
        jobs.run(job.client(), job.job(), heartbeat -> {
            engine.set(Status.UNAVAILABLE);
            int before = renewals.get();
            await().pollInterval(Duration.ofMillis(10)).until(() -> renewals.get() > before);
            engine.set(Status.OK);
            await().until(() -> renewals.get() > before + 4);
            heartbeat.check();
            return Map.of();
        });

        assertThat(job.next(10, TimeUnit.SECONDS))
                .extracting(RecordedJob.Command::name)
                .isEqualTo("newCompleteCommand");
    }

    @Test
    void aJobThatIsGoneBeforeItsTurnIsNotBegun() {
        engine.set(Status.NOT_FOUND);
        AtomicInteger begun = new AtomicInteger();
        jobs.run(job.client(), job.job(), heartbeat -> Map.of("begun", begun.incrementAndGet()));

        awaitFreeThread();
        assertThat(begun).hasValue(0);
        assertThat(job.hasNothingToTell()).isTrue();
    }

    @Test
    void whatComesWhileAllThreadsAreBusyComesAgainLater() throws Exception {
        RecordedJob second = job(2);
        jobs.run(job.client(), job.job(), heartbeat -> whenItMayEnd());

        assertThatThrownBy(() -> jobs.run(second.client(), second.job(), heartbeat -> Map.of()))
                .isInstanceOfSatisfying(
                        BusyElsewhereException.class,
                        e -> assertThat(e.comeBackAfter()).isEqualTo(LongJobs.WHILE_ALL_ARE_BUSY));

        mayEnd.countDown();
        assertThat(job.next(10, TimeUnit.SECONDS)).isNotNull();
        awaitFreeThread();
    }

    @Test
    void aJobGivenOutAgainGoesOnAndIsDoneOnce() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        for (int time = 1; time <= 2; time++) {
            jobs.run(job.client(), job.job(), heartbeat -> {
                begun.incrementAndGet();
                return whenItMayEnd();
            });
        }
        mayEnd.countDown();

        assertThat(job.next(10, TimeUnit.SECONDS)).isNotNull();
        awaitFreeThread();
        assertThat(begun).hasValue(1);
        assertThat(job.hasNothingToTell()).isTrue();
    }

    @Test
    void failuresAreThoseOfAShortJob() throws Exception {
        jobs.run(job.client(), job.job(), heartbeat -> {
            throw new BusyElsewhereException("the database is being restored", "Wait.", Duration.ofSeconds(30));
        });
        await().untilAsserted(() -> assertThat(leases)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isGreaterThanOrEqualTo(Duration.ofSeconds(30))));

        awaitFreeThread();
        RecordedJob refused = job(2);
        jobs.run(refused.client(), refused.job(), heartbeat -> {
            throw CamundaError.bpmnError("DUMP_REFUSED", "disk full");
        });
        await().untilAsserted(() -> assertThat(bpmnErrors).hasSize(1));
    }

    @Test
    void atShutdownAJobThatNeedsLongerIsInterruptedAndLeftToTimeOut() {
        CompletableFuture<String> end = new CompletableFuture<>();
        jobs.run(job.client(), job.job(), heartbeat -> {
            try {
                return whenItMayEnd();
            } catch (InterruptedException e) {
                end.complete("interrupted");
                throw e;
            }
        });
        await().until(() -> renewals.get() > 0);

        jobs.stop();

        assertThat(end).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("interrupted");
        await().during(Duration.ofMillis(300)).until(job::hasNothingToTell);
        RecordedJob late = job(2);
        assertThatThrownBy(() -> jobs.run(late.client(), late.job(), heartbeat -> Map.of()))
                .isInstanceOf(BusyElsewhereException.class);
    }

    private Map<String, ?> whenItMayEnd() throws InterruptedException {
        mayEnd.await();
        return Map.of();
    }

    /** The one thread takes another job, so the job before has ended. */
    private void awaitFreeThread() {
        AtomicInteger done = new AtomicInteger();
        await().ignoreException(BusyElsewhereException.class).until(() -> {
            RecordedJob next = job(1_000);
            engine.set(Status.OK);
            jobs.run(next.client(), next.job(), heartbeat -> Map.of("done", done.incrementAndGet()));
            return true;
        });
        await().until(() -> done.get() > 0);
    }

    private CompletableFuture<?> renewal() {
        renewals.incrementAndGet();
        Status status = engine.get();
        return status.isOk()
                ? CompletableFuture.completedFuture(status)
                : CompletableFuture.failedFuture(status.asRuntimeException());
    }

    private static RecordedJob job(long key) {
        return new RecordedJob(new Job(key, "dump", "Task_Dump", 10 + key, 20 + key, Map.of(), Map.of()));
    }
}
