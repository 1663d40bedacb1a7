package org.vigie.release;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.engine.decision.Decisions;
import org.vigie.release.commits.ReleaseContent;
import org.vigie.release.version.Version;
import org.vigie.release.version.VersionBump;
import org.vigie.shared.HintedException;

/** Which version comes next, by the decision {@code versionBump}; and whether a person may want another one. */
@Service
public class NextVersions {

    /** The number of a first release, unless the plan says otherwise. */
    public static final Version FIRST = Version.of(0, 1, 0);

    private final Decisions decisions;

    NextVersions(Decisions decisions) {
        this.decisions = decisions;
    }

    /**
     * What is proposed.
     *
     * @param version empty if there is nothing to release
     */
    public record Proposal(Optional<Version> version, VersionBump bump) {}

    /**
     * Proposes a final version.
     *
     * @param base the final version that the release follows; empty for the first release
     * @param first the version of the first release
     */
    public Proposal propose(ReleaseContent content, Optional<Version> base, Version first) {
        if (base.isEmpty()) {
            return new Proposal(Optional.of(first), VersionBump.NONE);
        }
        Map<String, Object> inputs = new HashMap<>(content.bumpInputs());
        inputs.put("initialDevelopment", base.get().major() == 0);
        VersionBump bump = decisions.evaluate("versionBump", inputs, VersionBump.class);
        return new Proposal(
                bump == VersionBump.NONE
                        ? Optional.empty()
                        : Optional.of(base.get().next(bump)),
                bump);
    }

    /**
     * Checks a version that a person asks for.
     *
     * @param reason may be null or blank where none is needed
     * @throws HintedException if it does not follow the base, or is lower than proposed and has no reason
     */
    public void check(Version wanted, Optional<Version> base, Proposal proposal, @Nullable String reason) {
        if (base.isPresent() && wanted.compareTo(base.get()) <= 0) {
            throw new HintedException(
                    "version " + wanted + " does not follow " + base.get() + ", which is released",
                    "Give a higher version; a fix gets a new number.");
        }
        boolean lower = proposal.version()
                .filter(proposed -> wanted.core().compareTo(proposed) < 0)
                .isPresent();
        if (lower && (reason == null || reason.isBlank())) {
            throw new HintedException(
                    "version " + wanted + " is lower than " + proposal.version().orElseThrow()
                            + ", which the commits call for",
                    "Give the reason, or take the proposed version.");
        }
    }
}
