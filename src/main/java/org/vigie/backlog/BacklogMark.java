package org.vigie.backlog;

import java.time.Instant;

/** A row of the table {@code backlog_mark}. */
record BacklogMark(
        String ticketId,
        int userValue,
        int technicalRisk,
        int dependencies,
        int score,
        String reviewId,
        Instant reviewedAt) {

    Marks marks() {
        return new Marks(userValue, technicalRisk, dependencies);
    }
}
