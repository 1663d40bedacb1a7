package org.vigie.release.pipeline;

import java.util.Map;
import org.vigie.engine.job.Heartbeat;

/**
 * A step of a release or of a rollback, as a task of its process. It can be carried out again, also after a crash in the middle
 * of it, and then finds done what was done.
 */
public interface ReleaseStep {

    /** As the task header {@code step} of the diagram names it. */
    String id();

    /**
     * Carries it out, however long that takes.
     *
     * @return what the process goes on with
     * @throws org.vigie.release.deployment.ReleaseFailedException if the release cannot go on
     */
    Map<String, ?> carryOut(String operationId, Heartbeat heartbeat);
}
