package org.vigie.engine.job;

import java.util.Map;

/** The work of a job that may take minutes or hours. */
@FunctionalInterface
public interface LongWork {

    /**
     * Does it. The thread is interrupted when Vigie stops and does not wait any longer; the job then comes again elsewhere.
     *
     * @return the variables the job is completed with
     * @throws Exception handled as that of a short job: a BPMN error, something busy elsewhere, a failure
     */
    Map<String, ?> run(Heartbeat heartbeat) throws Exception;
}
