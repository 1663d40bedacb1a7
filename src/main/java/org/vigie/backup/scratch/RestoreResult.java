package org.vigie.backup.scratch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.backup.contents.Difference;

/**
 * What a restore has shown.
 *
 * @param code stable cause such as {@code archive-damaged} or {@code rows-missing}; null if verified
 * @param sentence for people, without a full stop
 * @param differences all that were found, the first of which gave the code; empty unless the contents were compared
 * @param durations how long each phase took that was reached
 * @param settings of the scratch server on which the times depend
 * @param notes what the programs said without failing
 */
public record RestoreResult(
        Verdict verdict,
        @Nullable String code,
        String sentence,
        List<Difference> differences,
        Map<Phase, Duration> durations,
        Map<String, String> settings,
        List<String> notes) {

    /** Whether the backup is one. */
    public enum Verdict {
        /** Restored, and the same as before. */
        VERIFIED,
        /** It cannot be restored, or something is not the same. */
        REFUSED,
        /** The restore could not be carried out here; nothing is said about the backup. */
        INCONCLUSIVE
    }

    /** The steps, in their order. */
    public enum Phase {
        PREPARE,
        RESTORE,
        ANALYZE,
        COMPARE,
        SMOKE
    }

    public RestoreResult {
        differences = List.copyOf(differences);
        durations = Map.copyOf(durations);
        settings = Map.copyOf(settings);
        notes = List.copyOf(notes);
    }

    /** How long it takes until an application can be started: data, indexes and statistics are there. */
    public Duration recoveryTime() {
        return durations
                .getOrDefault(Phase.RESTORE, Duration.ZERO)
                .plus(durations.getOrDefault(Phase.ANALYZE, Duration.ZERO));
    }
}
