package org.vigie.shared;

import com.fasterxml.jackson.core.JsonProcessingException;

/** What is stored cannot be read by this version of Vigie. */
public class UnreadableJsonException extends RuntimeException {

    UnreadableJsonException(String type, JsonProcessingException cause) {
        super("stored JSON does not fit " + type + ": " + cause.getOriginalMessage(), cause);
    }
}
