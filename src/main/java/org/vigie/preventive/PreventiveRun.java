package org.vigie.preventive;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry that fell due.
 *
 * @param id such as {@code PM-12}
 * @param title in the language of the plan, as it was called then
 * @param day that the table names
 * @param late whether it was begun more than an hour after it was due
 * @param askedBy the account that asked for it; null: the calendar
 * @param turn which time Vigie does its part
 * @param madeUpForBy the later run that stands for it; null mostly
 * @param postponedTo null unless it was
 * @param decidedBy the account that judged it last; null while nobody did
 * @param remark of that person; foreign text
 * @param closedAt null while it is open
 */
public record PreventiveRun(
        String id,
        String application,
        String entry,
        String title,
        LocalDate day,
        Instant dueAt,
        boolean late,
        @Nullable String askedBy,
        Instant createdAt,
        RunStatus status,
        int turn,
        @Nullable String madeUpForBy,
        @Nullable LocalDate postponedTo,
        @Nullable String decidedBy,
        @Nullable String remark,
        @Nullable Instant closedAt) {}
