package org.vigie.preventive;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Vigie did for a run.
 *
 * @param turn which time
 * @param position place in that turn
 * @param summary a sentence for people, in the language of the plan; null while it goes on
 * @param details what was found, line by line; may hold foreign text
 * @param operations that were asked for
 */
public record WorkDone(
        int turn,
        int position,
        String work,
        WorkState state,
        @Nullable String summary,
        List<String> details,
        List<String> operations,
        Instant startedAt,
        @Nullable Instant endedAt) {}
