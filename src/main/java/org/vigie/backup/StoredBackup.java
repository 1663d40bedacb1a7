package org.vigie.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the catalogue has it.
 *
 * @param id of the operation that took it
 * @param database id in the plan
 * @param purpose {@code regular} or {@code pre-deployment}
 * @param pinned whether somebody wants it kept
 * @param state {@code taken}, {@code copied}, {@code verified}, {@code refused} or {@code inconclusive}
 * @param takenAt the moment of its snapshot
 * @param seconds that taking it took; null if that is not known
 * @param systemIdentifier of the cluster it was read from
 * @param manifest as it was signed
 * @param restoreSeconds that the latest restore test took; null if there was none
 */
public record StoredBackup(
        String id,
        String application,
        String database,
        String purpose,
        boolean pinned,
        String state,
        Instant takenAt,
        @Nullable Double seconds,
        String systemIdentifier,
        int tables,
        long rows,
        long storedBytes,
        String manifest,
        @Nullable Instant verifiedAt,
        @Nullable Double restoreSeconds) {}
