package org.vigie.postmortem;

import org.jspecify.annotations.Nullable;

/**
 * Something to be done so that it does not happen again.
 *
 * @param number counted from 1 within the post-mortem
 * @param owner who sees to it, as the author names them
 * @param ticketId its ticket; null until the post-mortem is approved
 */
public record LongTermAction(
        int number,
        String title,
        String description,
        @Nullable String owner,
        @Nullable String ticketId) {}
