package org.vigie.engine.event;

import org.jspecify.annotations.Nullable;

/** A stored event that this version cannot deliver: it, its listener or its form is unknown. */
class UnreadableEventException extends RuntimeException {

    UnreadableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
