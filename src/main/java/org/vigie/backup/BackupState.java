package org.vigie.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the backups of a database are.
 *
 * @param newest the newest one; null if there is none
 * @param ageSeconds how old it is
 * @param verified the newest one that was restored and compared; null if there is none
 * @param verifiedAgeSeconds how old that one is
 * @param copies where the newest one is, and where it should be and is not
 * @param recoverySeconds how long the latest successful restore tests took, newest first, at most ten
 * @param recoveryTimeSeconds the limit of the plan (RTO)
 * @param recoveryPointSeconds the limit of the plan (RPO)
 * @param withinRecoveryPoint whether the newest one is young enough
 */
public record BackupState(
        String application,
        String database,
        @Nullable String newest,
        @Nullable Double ageSeconds,
        @Nullable String verified,
        @Nullable Double verifiedAgeSeconds,
        List<BackupCatalogue.Copy> copies,
        List<Double> recoverySeconds,
        long recoveryTimeSeconds,
        long recoveryPointSeconds,
        boolean withinRecoveryPoint) {}
