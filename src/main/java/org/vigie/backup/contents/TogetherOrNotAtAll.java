package org.vigie.backup.contents;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does several things at once; the first that fails ends all. */
final class TogetherOrNotAtAll {

    private final String threads;

    /** @param threads how they are named */
    TogetherOrNotAtAll(String threads) {
        this.threads = threads;
    }

    /**
     * Returns when all is done.
     *
     * @param abort makes what is under way fail soon
     * @throws CancellationException when interrupted
     */
    void run(List<Runnable> work, Runnable abort) {
        ExecutorService executor = Executors.newFixedThreadPool(
                work.size(), Thread.ofPlatform().daemon().name(threads + "-", 1).factory());
        try {
            ExecutorCompletionService<Void> ended = new ExecutorCompletionService<>(executor);
            work.forEach(task -> ended.submit(task, null));
            for (int i = 0; i < work.size(); i++) {
                ended.take().get();
            }
        } catch (ExecutionException e) {
            abort.run();
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            abort.run();
            Thread.currentThread().interrupt();
            throw new CancellationException("no longer reading");
        } finally {
            executor.shutdownNow();
        }
    }
}
