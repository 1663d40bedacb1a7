package org.vigie.engine.request;

import java.time.Duration;
import java.util.Map;

/**
 * What a case asks of its process: to start, to go on, to end.
 *
 * @param id the same for every repetition of what was asked; the process gets it as the variable {@code requestId}
 * @param message name of the message
 * @param correlationKey which instance it is for; at most one instance at a time starts by the same key
 * @param caseId the case that asks
 * @param buffered how long the engine keeps the message while nobody waits for it; zero if it is dropped at once, as a
 *     start is while an instance with the same key runs
 * @param variables values that can be written as JSON
 */
public record ProcessRequest(
        String id, String message, String correlationKey, String caseId, Duration buffered, Map<String, ?> variables) {

    /** The variable by which a process knows what it was asked by. */
    public static final String ID_VARIABLE = "requestId";
}
