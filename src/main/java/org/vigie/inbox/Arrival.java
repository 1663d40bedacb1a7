package org.vigie.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What a source delivers, once it is known to be authentic.
 *
 * @param source whose it is, such as {@code github}; also names its {@link DeliveryHandler}
 * @param id the source's own, the same for every repetition
 * @param event what kind of thing happened, in the source's words
 * @param action what happened to it; null where the source does not tell
 * @param application whose plan it concerns
 * @param subject what it is about, in the source's words: a repository, a monitor
 * @param payload the text as it came
 * @param fingerprint tells the payload, where a second one like it under another id is the same delivery; null where it is another
 */
public record Arrival(
        String source,
        String id,
        String event,
        @Nullable String action,
        String application,
        String subject,
        String payload,
        @Nullable String fingerprint) {

    public Arrival(
            String source,
            String id,
            String event,
            @Nullable String action,
            String application,
            String subject,
            String payload) {
        this(source, id, event, action, application, subject, payload, null);
    }
}
