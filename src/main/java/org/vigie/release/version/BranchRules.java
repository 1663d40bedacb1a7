package org.vigie.release.version;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.shared.HintedException;

/**
 * Which versions may come from which branch (M-REL-2).
 *
 * @param main the branch of production
 * @param develop the branch of integration
 */
public record BranchRules(String main, String develop) {

    /** As the plan names them. */
    public static final BranchRules DEFAULT = new BranchRules("main", "develop");

    private static final Pattern NUMBERED =
            Pattern.compile("[^/]++/v?([0-9]{1,9})\\.([0-9]{1,9})(?:\\.([0-9]{1,9}|x))?");

    /** What a branch is for. */
    public enum Kind {
        MAIN,
        DEVELOP,
        FEATURE,
        HOTFIX,
        RELEASE,
        OTHER
    }

    public BranchRules {
        RefNames.requireBranch(main);
        RefNames.requireBranch(develop);
    }

    /**
     * What a branch is for.
     *
     * @throws HintedException if the name cannot be used
     */
    public Kind kind(String branch) {
        RefNames.requireBranch(branch);
        if (branch.equals(main)) {
            return Kind.MAIN;
        }
        if (branch.equals(develop)) {
            return Kind.DEVELOP;
        }
        return switch (branch.substring(0, Math.max(0, branch.indexOf('/')))) {
            case "feature" -> Kind.FEATURE;
            case "hotfix" -> Kind.HOTFIX;
            case "release" -> Kind.RELEASE;
            default -> Kind.OTHER;
        };
    }

    /**
     * Refuses a version that may not come from the branch.
     *
     * @param base the version it follows; empty for the first one
     * @throws HintedException with the reason
     */
    public void require(String branch, Version version, Optional<Version> base) {
        switch (kind(branch)) {
            case MAIN -> {}
            case DEVELOP -> {
                if (version.isFinal()) {
                    throw refused(
                            version, branch, "Merge to " + main + " or to a release branch, or give a pre-release.");
                }
            }
            case RELEASE -> requireNumber(branch, version);
            case HOTFIX -> {
                requireNumber(branch, version);
                boolean patch = base.map(Version::core)
                        .filter(from -> from.major() == version.major() && from.minor() == version.minor())
                        .isPresent();
                if (!patch) {
                    throw refused(
                            version, branch, "A hotfix raises the PATCH number only; use a release branch for more.");
                }
            }
            case FEATURE, OTHER ->
                throw refused(
                        version,
                        branch,
                        "Release from " + main + ", from release/* or, for urgent fixes, from hotfix/*.");
        }
    }

    private static void requireNumber(String branch, Version version) {
        Matcher numbered = NUMBERED.matcher(branch);
        if (numbered.matches() && !matches(numbered, version)) {
            throw refused(
                    version,
                    branch,
                    "The branch is for another version; correct the version or take the other branch.");
        }
    }

    private static boolean matches(Matcher numbered, Version version) {
        String patch = numbered.group(3);
        return Integer.parseInt(numbered.group(1)) == version.major()
                && Integer.parseInt(numbered.group(2)) == version.minor()
                && (patch == null || patch.equals("x") || Integer.parseInt(patch) == version.patch());
    }

    private static HintedException refused(Version version, String branch, String hint) {
        return new HintedException("version " + version + " may not come from " + branch, hint);
    }
}
