package org.vigie.statuspage.subscriber;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who gets the public texts of an application by mail.
 *
 * @param address null after they left
 */
public record Subscriber(
        String id, String application, @Nullable String address, Locale language, State state) {

    /** Whether mails go out. */
    public enum State {
        /** Nobody has confirmed that the address asked for it. */
        PENDING,
        CONFIRMED,
        LEFT
    }
}
