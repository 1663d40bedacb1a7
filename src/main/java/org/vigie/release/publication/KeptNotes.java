package org.vigie.release.publication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The notes of a version.
 *
 * @param operationId the release that made them last
 * @param generated for users, as it was made last
 * @param technical every commit
 * @param users for users, as it is published
 * @param editedBy the account that last changed it; null: nobody did
 * @param readyAt since when the version serves; null: it does not yet
 * @param publishedAt null: they are not published
 * @param url where they are published; null: nowhere, or in the changelog of the repository alone
 * @param problem why they could not be published at the last attempt; null: nothing is known
 */
public record KeptNotes(
        String application,
        String version,
        String operationId,
        String tag,
        String commit,
        String generated,
        String technical,
        String users,
        @Nullable String editedBy,
        @Nullable Instant readyAt,
        @Nullable Instant publishedAt,
        @Nullable String url,
        @Nullable String problem) {}
