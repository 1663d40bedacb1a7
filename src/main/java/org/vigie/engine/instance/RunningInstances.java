package org.vigie.engine.instance;

import java.util.List;

/** The instances that run, with where they are; what is told may be some seconds old. */
public interface RunningInstances {

    /**
     * All of a process, on whichever version.
     *
     * @throws RuntimeException if they cannot be asked for
     */
    List<RunningInstance> of(String processId);
}
