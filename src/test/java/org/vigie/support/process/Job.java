package org.vigie.support.process;

import java.util.Map;

/**
 * A job as a worker sees it.
 *
 * @param type its job type
 * @param elementId the element it belongs to; for a listener, the user task it listens to
 * @param elementInstanceKey of the element it belongs to
 * @param headers the task headers of the model
 * @param variables all variables that the element sees
 */
public record Job(
        long key,
        String type,
        String elementId,
        long elementInstanceKey,
        long processInstanceKey,
        Map<String, String> headers,
        Map<String, Object> variables) {

    /** The header, or an empty text if the model gives none. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
