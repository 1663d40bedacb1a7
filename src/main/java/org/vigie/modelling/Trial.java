package org.vigie.modelling;

import java.time.Instant;
import java.util.List;

/**
 * A change of models that was tried.
 *
 * @param baseHash the set that was in force
 * @param changedHash the set that would be
 * @param askedBy an account, or {@code vigie} for what was saved in a folder
 * @param files what differs
 */
public record Trial(
        String id,
        String baseHash,
        String changedHash,
        String askedBy,
        Instant askedAt,
        List<String> files,
        TrialReport report) {

    /** Whether it can be deployed as far as the trial could see. */
    public boolean isAccepted() {
        return report.refusals().isEmpty();
    }
}
