package org.vigie.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of workers while the engine is down. */
@Timeout(60)
class WorkerPoolTests {

    private final WorkerPool pool = new WorkerPool(2);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void whatWasGivenForLaterIsDroppedAndWhatWasGivenForNowIsDone() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        AtomicInteger dropped = new AtomicInteger();
        pool.dropDelayed();

        Runnable forLater = dropped::incrementAndGet;
        pool.schedule(forLater, 1, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS);
        pool.execute(late::countDown);

        assertThat(late.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(dropped).hasValue(0);
    }

    @Test
    void delayedWorkThatRunsIsWaitedFor() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        pool.schedule(
                () -> {
                    running.countDown();
                    awaitQuietly(mayEnd);
                },
                1,
                TimeUnit.MILLISECONDS);
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> drop = CompletableFuture.runAsync(pool::dropDelayed);
        await().during(Duration.ofMillis(200)).until(() -> mayEnd.getCount() == 0 || !drop.isDone());
        mayEnd.countDown();

        assertThatCode(() -> drop.get(10, TimeUnit.SECONDS)).doesNotThrowAnyException();
    }

    @Test
    void theClientClosesAlthoughItsStreamsWereToBeOpenedAgain() throws Exception {
        AtomicInteger retries = new AtomicInteger();
        CamundaClient client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://127.0.0.1:" + portOfNobody()))
                .restAddress(URI.create("http://127.0.0.1:" + portOfNobody()))
                .jobWorkerExecutor(pool, false)
                .build();
        JobWorker worker = client.newWorker()
                .jobType("nobody-asks-for-it")
                .handler((jobs, job) -> {})
                .streamEnabled(true)
                .backoffSupplier(delay -> {
                    retries.incrementAndGet();
                    return 100;
                })
                .open();
        await().until(() -> retries.get() > 4);

        pool.dropDelayed();
        worker.close();
        await().until(() -> nothingIsLeftToRun() && pool.getActiveCount() == 0);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(client::close);
        assertThatCode(() -> closed.get(20, TimeUnit.SECONDS)).doesNotThrowAnyException();
    }

    private boolean nothingIsLeftToRun() {
        return pool.getQueue().stream().allMatch(task -> ((RunnableScheduledFuture<?>) task).isCancelled());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
