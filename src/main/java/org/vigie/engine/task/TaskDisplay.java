package org.vigie.engine.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.TroubleLog;
import org.vigie.engine.task.TaskDisplayQueue.Claimed;
import org.vigie.shared.Backoff;

/**
 * Makes open tasks show what their cases wish, on a thread of its own: Tasklist may hang. While it does, one case at a time is
 * tried, less and less often.
 */
@Component
@OnEngine
class TaskDisplay implements DisposableBean {

    static final Backoff PAUSES = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1));

    private static final Logger LOG = LoggerFactory.getLogger(TaskDisplay.class);

    private final TaskDisplayQueue queue;
    private final List<DisplayedCases> cases;
    private final UserTasks tasks;
    private final Clock clock;
    private final TroubleLog trouble = new TroubleLog("the update of tasks in Tasklist");
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("task-display").factory());
    private int failures;
    private Instant notBefore = Instant.MIN;

    TaskDisplay(TaskDisplayQueue queue, List<DisplayedCases> cases, UserTasks tasks, Clock clock) {
        this.queue = queue;
        this.cases = cases;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Shows what is due, soon; returns at once. */
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT1S")
    void wake() {
        if (waiting.compareAndSet(false, true)) {
            try {
                thread.execute(this::run);
            } catch (RejectedExecutionException e) {
                LOG.debug("stopped: the next start shows what is due");
            }
        }
    }

    private void run() {
        try {
            showWhatIsDue();
        } catch (RuntimeException e) {
            trouble.fails(e);
        } finally {
            waiting.set(false);
        }
    }

    /** Until nothing is due or one fails. */
    synchronized void showWhatIsDue() {
        if (clock.instant().isBefore(notBefore)) {
            return;
        }
        Optional<Claimed> claimed = queue.claim();
        while (claimed.isPresent() && show(claimed.get())) {
            claimed = queue.claim();
        }
    }

    private boolean show(Claimed claimed) {
        try {
            Optional<DisplayedCases.Display> display = cases.stream()
                    .map(known -> known.display(claimed.caseId()))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (display.isPresent()) {
                show(display.get());
                queue.shown(claimed);
                trouble.works();
                failures = 0;
            } else {
                queue.settled(claimed);
            }
            return true;
        } catch (RuntimeException e) {
            notBefore = clock.instant().plus(PAUSES.after(failures++));
            trouble.fails(e);
            queue.failed(claimed, PAUSES.after(claimed.attempts()), String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void show(DisplayedCases.Display display) {
        for (OpenTask task : tasks.of(display.processInstanceKey())) {
            DisplayedCases.Look look = display.byElement().get(task.elementId());
            if (look != null) {
                tasks.update(task.key(), look.due(), look.priority());
            }
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
