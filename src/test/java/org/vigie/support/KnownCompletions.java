package org.vigie.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.engine.task.CompletedTask;
import org.vigie.engine.task.CompletedTasks;

/** Completed user tasks as a test tells them, in place of the index. */
public final class KnownCompletions implements CompletedTasks {

    private final List<CompletedTask> tasks = new ArrayList<>();
    private boolean down;

    /** The account completed the task; null for a task that was assigned to nobody. */
    public synchronized CompletedTask completed(
            long processInstanceKey, String elementId, @Nullable String account, Instant at) {
        return completed(EngineKeys.next(), processInstanceKey, elementId, account, at);
    }

    /** As {@link #completed(long, String, String, Instant)}, with the key that a real engine gave the task. */
    public synchronized CompletedTask completed(
            long key, long processInstanceKey, String elementId, @Nullable String account, Instant at) {
        CompletedTask task = new CompletedTask(key, key, elementId, "process", processInstanceKey, account, at);
        tasks.add(task);
        return task;
    }

    /** Forgets all of them, as an engine that was set up anew. */
    public synchronized void forget() {
        tasks.clear();
    }

    /** From now on it does not answer, or does again. */
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public synchronized List<CompletedTask> since(Instant moment) {
        return answer().stream()
                .filter(task -> !task.completedAt().isBefore(moment))
                .toList();
    }

    @Override
    public synchronized List<CompletedTask> of(long processInstanceKey) {
        return answer().stream()
                .filter(task -> task.processInstanceKey() == processInstanceKey)
                .toList();
    }

    private List<CompletedTask> answer() {
        if (down) {
            throw new IllegalStateException("the index is down");
        }
        return List.copyOf(tasks);
    }
}
