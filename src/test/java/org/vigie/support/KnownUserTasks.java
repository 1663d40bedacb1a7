package org.vigie.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.engine.task.OpenTask;
import org.vigie.engine.task.UserTasks;

/** User tasks as an index would know them, and what was done to them. */
public final class KnownUserTasks implements UserTasks {

    private final List<OpenTask> open = new ArrayList<>();
    private final List<String> updates = new ArrayList<>();
    private final List<String> completed = new ArrayList<>();
    private int asked;
    private boolean down;

    /** Those it knows, to be changed. */
    public List<OpenTask> open() {
        return open;
    }

    /** Key, due date and priority of each change. */
    public List<String> updates() {
        return updates;
    }

    /** Key, account and values, as they are written, of each completion. */
    public List<String> completed() {
        return completed;
    }

    /** How often it was asked for the tasks of an instance. */
    public int asked() {
        return asked;
    }

    /** Whether it does not answer. */
    public void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public List<OpenTask> claimed(String elementId) {
        return open.stream().filter(task -> task.elementId().equals(elementId)).toList();
    }

    @Override
    public List<OpenTask> of(long processInstanceKey) {
        asked++;
        if (down) {
            throw new IllegalStateException("no answer");
        }
        return open.stream()
                .filter(task -> task.processInstanceKey() == processInstanceKey)
                .toList();
    }

    @Override
    public void update(long key, @Nullable Instant due, int priority) {
        updates.add(key + " " + due + " " + priority);
    }

    @Override
    public void complete(long key, String account, Map<String, ?> values) {
        completed.add(key + " " + account + " " + values);
    }
}
