package org.vigie.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of an operation that people can follow.
 *
 * @param number counted from 1; a part that is tried again has a new number
 * @param runId the command that carries it out; null if none does
 * @param place where that command is followed, see {@link org.vigie.command.Commands#place}; null if no place was kept
 * @param detail a sentence for people
 */
public record OperationStep(
        int number,
        String name,
        StepStatus status,
        @Nullable String runId,
        @Nullable String place,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String detail) {

    /** Whether somebody there can follow it; every place can if none was kept. */
    boolean isAt(String here) {
        return place == null || place.equals(here);
    }
}
