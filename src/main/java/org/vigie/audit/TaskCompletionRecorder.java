package org.vigie.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.epoch.EngineEpoch;
import org.vigie.engine.task.CompletedTasks;
import org.vigie.engine.webapp.DisplayThreads;

/**
 * Records completed tasks as their index shows them, and who did what the trail already tells. It begins a while before the last
 * that is known, because the index may show an earlier one later.
 */
@Component
@OnEngine
class TaskCompletionRecorder {

    static final Duration OVERLAP = Duration.ofMinutes(5);
    static final Duration FIRST_LOOK_BACK = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(TaskCompletionRecorder.class);

    private final CompletedTasks index;
    private final TaskCompletions completions;
    private final TaskEvidence evidence;
    private final TaskCompletionStore store;
    private final EngineEpoch epoch;
    private final Clock clock;
    private volatile boolean down;

    TaskCompletionRecorder(
            CompletedTasks index,
            TaskCompletions completions,
            TaskEvidence evidence,
            TaskCompletionStore store,
            EngineEpoch epoch,
            Clock clock) {
        this.index = index;
        this.completions = completions;
        this.evidence = evidence;
        this.store = store;
        this.epoch = epoch;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT2S", scheduler = DisplayThreads.NAME)
    @SchedulerLock(name = "task-completions")
    void look() {
        try {
            Instant since = store.latest(epoch.current())
                    .map(latest -> latest.minus(OVERLAP))
                    .orElseGet(() -> clock.instant().minus(FIRST_LOOK_BACK));
            completions.record(index.since(since));
            evidence.settle();
            down = false;
        } catch (RuntimeException e) {
            if (!down) {
                LOG.warn("completed tasks cannot be recorded at present: {}", e.getMessage());
            }
            down = true;
        }
    }
}
