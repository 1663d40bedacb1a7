package org.vigie.engine.task;

import java.time.Instant;
import java.util.List;

/** The user tasks that were completed, as their index knows them: seconds late, and perhaps out of order. */
public interface CompletedTasks {

    /**
     * Tasks completed at that moment or later, oldest first.
     *
     * @throws RuntimeException if the index does not answer
     */
    List<CompletedTask> since(Instant moment);

    /**
     * Tasks of a process instance, without those of the processes it calls, oldest first.
     *
     * @throws RuntimeException if the index does not answer
     */
    List<CompletedTask> of(long processInstanceKey);
}
