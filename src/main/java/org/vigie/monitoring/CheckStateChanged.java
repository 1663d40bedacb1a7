package org.vigie.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.engine.event.StoredAs;

/**
 * The confirmed state of a monitor is another one, or has another cause.
 *
 * @param periodId of the period that began; later periods have higher ids
 * @param previous in which state it was before
 * @param cause stable code; null while it is up or paused
 * @param subject what of the target it is about, when there can be several: a certificate
 * @param text for people, in English
 * @param since when the first check told it
 */
@StoredAs("check-state-changed/1")
public record CheckStateChanged(
        String application,
        String monitor,
        long periodId,
        MonitorState previous,
        MonitorState state,
        @Nullable String cause,
        @Nullable String subject,
        @Nullable String text,
        Instant since) {}
