package org.vigie.engine.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The user tasks that wait, as their index knows them: seconds late, and not at all while it is down. */
public interface UserTasks {

    /** Tasks drawn as this element that somebody has claimed, newest first; at most a few hundred, none while it is down. */
    List<OpenTask> claimed(String elementId);

    /**
     * Tasks of a process instance, without those of the processes it calls.
     *
     * @throws RuntimeException if the index does not answer
     */
    List<OpenTask> of(long processInstanceKey);

    /**
     * Changes what Tasklist shows of a task; nothing if the task is gone.
     *
     * @param due null for none
     * @param priority 0 to 100
     * @throws RuntimeException if the engine does not answer
     */
    void update(long key, @Nullable Instant due, int priority);

    /**
     * Completes a task in the name of an account, with the values of its form; nothing if the task is gone.
     *
     * @throws RuntimeException if the engine does not answer
     */
    void complete(long key, String account, Map<String, ?> values);
}
