package org.vigie.alert.tell;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a group of alerts stands.
 *
 * @param told what people were told, oldest first
 * @param firing how many of its alerts are open
 * @param alerts how many it has
 * @param flaps how often it began again shortly after it was over
 * @param changedAt when one of its alerts last opened or closed
 * @param tellAt when the opening is to be told
 * @param worse whether it became more serious since people were last told
 * @param silentUntil end of the planned maintenance that silences it; null: none does
 * @param endedInside whether all of it happened within planned maintenance
 */
record Situation(
        List<Told> told,
        int firing,
        int alerts,
        int flaps,
        Instant changedAt,
        Instant tellAt,
        boolean worse,
        @Nullable Instant silentUntil,
        boolean endedInside) {

    Situation {
        told = List.copyOf(told);
    }
}
