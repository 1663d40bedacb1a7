package org.vigie.overview.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.vigie.backup.BackupState;

/** How the backups of a database are, in words. */
record BackupLine(String application, String database, String state, String newest, String verified, String recovery) {

    static BackupLine of(BackupState state, Moments moments) {
        return new BackupLine(
                state.application(),
                state.database(),
                sign(state),
                age(state.ageSeconds(), moments),
                age(state.verifiedAgeSeconds(), moments),
                state.recoverySeconds().isEmpty()
                        ? ""
                        : moments.span(seconds(state.recoverySeconds().getFirst())));
    }

    private static String sign(BackupState state) {
        if (!state.configured()) {
            return "unknown";
        }
        if (!state.withinRecoveryPoint()) {
            return "down";
        }
        return state.verified() == null ? "degraded" : "up";
    }

    private static String age(@Nullable Double seconds, Moments moments) {
        return seconds == null
                ? moments.words().get("backup.none")
                : moments.words().get("time.ago", moments.span(seconds(seconds)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofSeconds((long) seconds);
    }
}
