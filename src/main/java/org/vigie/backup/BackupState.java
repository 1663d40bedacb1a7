package org.vigie.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the backups of a database are.
 *
 * @param configured whether this installation can reach the database: a password is where the plan says
 * @param newest the newest one; null if there is none
 * @param ageSeconds how old it is
 * @param verified the newest one that was restored and compared; null if there is none
 * @param verifiedAgeSeconds how old that one is
 * @param copies where the newest one is, and where it should be and is not
 * @param recoverySeconds how long the latest successful restore tests took, newest first, at most ten
 * @param usualRecoverySeconds the median of those but the newest; null while there are fewer than three
 * @param recoveryTrend {@code longer}, {@code steady} or {@code shorter} than usual; null likewise
 * @param backupSeconds how long the latest backups took, newest first, at most ten
 * @param usualBackupSeconds the median of those but the newest; null while there are fewer than three
 * @param backupTrend as {@code recoveryTrend}
 * @param recoveryTimeSeconds the limit of the plan (RTO)
 * @param recoveryPointSeconds the limit of the plan (RPO)
 * @param withinRecoveryPoint whether the newest one is young enough
 */
public record BackupState(
        String application,
        String database,
        boolean configured,
        @Nullable String newest,
        @Nullable Double ageSeconds,
        @Nullable String verified,
        @Nullable Double verifiedAgeSeconds,
        List<BackupCatalogue.Copy> copies,
        List<Double> recoverySeconds,
        @Nullable Double usualRecoverySeconds,
        @Nullable String recoveryTrend,
        List<Double> backupSeconds,
        @Nullable Double usualBackupSeconds,
        @Nullable String backupTrend,
        long recoveryTimeSeconds,
        long recoveryPointSeconds,
        boolean withinRecoveryPoint) {}
