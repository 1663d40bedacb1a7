package org.vigie.backup.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Says which backups stay. Deletes nothing; the same question always has the same answer, in whatever order backups are given. */
public final class RetentionRule {

    private RetentionRule() {}

    /**
     * Decides about every backup.
     *
     * @param failing whether the newest attempt to take or to verify a backup has failed: nothing goes then
     * @param now backups from later than this stay: a clock was wrong
     * @return one decision for each backup, the newest first; after those that may go are gone, the rest stays
     */
    public static List<Decision> decide(
            RetentionPolicy policy, List<KeptBackup> backups, boolean failing, Instant now) {
        List<KeptBackup> newestFirst =
                backups.stream().sorted(Layer.NEWEST_FIRST).toList();
        Map<KeptBackup, List<Reason>> reasons = new LinkedHashMap<>();
        newestFirst.forEach(backup -> reasons.put(backup, always(backup, failing, now)));
        List<KeptBackup> usable = newestFirst.stream()
                .filter(backup -> backup.proof() != KeptBackup.Proof.REFUSED)
                .filter(backup -> !backup.takenAt().isAfter(now))
                .toList();
        usable.stream().limit(1).forEach(newest -> add(reasons, newest, new Reason("newest", "the newest of all")));
        usable.stream()
                .filter(KeptBackup::isVerified)
                .limit(policy.verified())
                .forEach(backup -> add(
                        reasons,
                        backup,
                        new Reason("verified", "one of the last " + policy.verified() + " verified ones")));
        of(usable, KeptBackup.Purpose.PRE_DEPLOYMENT).stream()
                .limit(policy.preDeployment())
                .forEach(backup -> add(
                        reasons,
                        backup,
                        new Reason(
                                "pre-deployment",
                                "one of the last " + policy.preDeployment() + " taken before a deployment")));
        List<KeptBackup> regular = of(usable, KeptBackup.Purpose.REGULAR);
        for (Layer layer : Layer.values()) {
            layer.keep(regular, policy).forEach((backup, reason) -> add(reasons, backup, reason));
        }
        return newestFirst.stream()
                .map(backup -> decision(backup, Objects.requireNonNull(reasons.get(backup))))
                .toList();
    }

    private static List<Reason> always(KeptBackup backup, boolean failing, Instant now) {
        List<Reason> reasons = new ArrayList<>();
        if (failing) {
            reasons.add(new Reason("backups-fail", "nothing goes while backups fail"));
        }
        if (backup.pinned()) {
            reasons.add(new Reason("pinned", "somebody wants it kept"));
        }
        if (backup.neededBy() != null) {
            reasons.add(new Reason("needed", "needed by " + backup.neededBy()));
        }
        if (backup.takenAt().isAfter(now)) {
            reasons.add(new Reason("from-the-future", "taken later than now, so a clock is or was wrong"));
        }
        return reasons;
    }

    private static List<KeptBackup> of(List<KeptBackup> backups, KeptBackup.Purpose purpose) {
        return backups.stream().filter(backup -> backup.purpose() == purpose).toList();
    }

    private static void add(Map<KeptBackup, List<Reason>> reasons, KeptBackup backup, Reason reason) {
        Objects.requireNonNull(reasons.get(backup)).add(reason);
    }

    private static Decision decision(KeptBackup backup, List<Reason> reasons) {
        if (!reasons.isEmpty()) {
            return new Decision(backup, true, reasons);
        }
        return new Decision(
                backup,
                false,
                List.of(
                        backup.proof() == KeptBackup.Proof.REFUSED
                                ? new Reason("refused", "it could not be restored, or its contents differ")
                                : new Reason("no-layer", "no rule keeps it any more")));
    }
}
