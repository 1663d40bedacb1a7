package org.vigie.release.pipeline;

import java.util.Map;
import java.util.function.BiFunction;
import org.vigie.engine.job.Heartbeat;

/** A step made of a function. */
public record NamedStep(String id, BiFunction<String, Heartbeat, Map<String, ?>> work) implements ReleaseStep {

    @Override
    public Map<String, ?> carryOut(String operationId, Heartbeat heartbeat) {
        return work.apply(operationId, heartbeat);
    }
}
