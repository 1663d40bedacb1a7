package org.vigie.backup.scratch;

import java.util.List;
import java.util.Set;
import org.vigie.backup.contents.Difference;
import org.vigie.backup.scratch.RestoreResult.Verdict;

/** What differences mean for a backup. */
final class Severity {

    /** They lie at the software of the scratch server, which is not that of the source to the last number. */
    private static final Set<String> OF_THE_SERVER = Set.of("extension-version-different", "algorithm-different");

    private Severity() {}

    static Verdict verdict(List<Difference> differences) {
        return differences.stream().allMatch(Severity::isOfTheServer) ? Verdict.INCONCLUSIVE : Verdict.REFUSED;
    }

    /** The one to name first. */
    static Difference worst(List<Difference> differences) {
        return differences.stream()
                .filter(difference -> !isOfTheServer(difference))
                .findFirst()
                .orElseGet(differences::getFirst);
    }

    static boolean isOfTheServer(Difference difference) {
        return OF_THE_SERVER.contains(difference.code());
    }
}
