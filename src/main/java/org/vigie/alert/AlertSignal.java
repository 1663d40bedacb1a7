package org.vigie.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something is wrong, says a source.
 *
 * @param fingerprint what it is about, the same for every occurrence
 * @param startsAt when it began; with the fingerprint it names one occurrence
 * @param source who says it, and alone may say that it is over
 * @param hint how serious the source calls it; null: it does not
 * @param component what of the application it concerns, for people
 * @param monitor the monitor of the plan that it comes from; null: none
 * @param title what is wrong, on one line; null: the kind says it
 * @param text what was seen
 * @param link to the source; null: none
 * @param group what is told together, within the application
 */
public record AlertSignal(
        String fingerprint,
        Instant startsAt,
        String application,
        String source,
        AlertKind kind,
        @Nullable String hint,
        String component,
        @Nullable String monitor,
        @Nullable String title,
        String text,
        @Nullable String link,
        String group) {

    /** The same of another occurrence. */
    public AlertSignal startingAt(Instant other) {
        return new AlertSignal(
                fingerprint, other, application, source, kind, hint, component, monitor, title, text, link, group);
    }
}
