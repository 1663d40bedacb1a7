package org.vigie.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check was done; published in the transaction that keeps what it told, for those who count.
 *
 * @param seen what this one check told, confirmed or not
 * @param millis how long the answer took; null: nothing answered, or that was not measured
 * @param unwatchedSince since when nobody had looked before it, for longer than checks are apart; null: somebody had
 */
public record CheckReported(
        String application,
        String monitor,
        MonitorState seen,
        @Nullable Long millis,
        Instant at,
        @Nullable Instant unwatchedSince) {}
