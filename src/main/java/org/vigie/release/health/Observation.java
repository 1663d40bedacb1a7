package org.vigie.release.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.release.health.Verdict.Outcome;
import org.vigie.shared.HintedException;

/**
 * The observation of a released version. Immutable and without a clock of its own: the same samples give the same verdict.
 *
 * <p>A person is asked at most once. Whoever says to go on accepts what was inconclusive; what is bad stays bad, also while the
 * question is open and after the answer.
 *
 * @param start when the version began to serve; earlier probes belong to the one before and do not count
 * @param probes in order of time
 * @param answer null until a person has answered
 */
public record Observation(
        HealthTargets targets,
        Instant start,
        List<ProbeResult> probes,
        Traffic traffic,
        @Nullable Answer answer) {

    /**
     * What a person decided, knowing the reasons.
     *
     * @param goOn whether the version stays
     */
    public record Answer(String account, boolean goOn, Instant at, List<String> reasons) {

        public Answer {
            reasons = List.copyOf(reasons);
        }
    }

    public Observation {
        Instant from = start;
        probes = probes.stream()
                .filter(probe -> !probe.at().isBefore(from))
                .sorted(Comparator.comparing(ProbeResult::at))
                .toList();
    }

    /** An observation that has seen nothing. */
    public static Observation begin(HealthTargets targets, Instant start) {
        return new Observation(targets, start, List.of(), Traffic.NONE, null);
    }

    /** With one more probe, whatever its order. */
    public Observation with(ProbeResult probe) {
        List<ProbeResult> all = new ArrayList<>(probes);
        all.add(probe);
        return new Observation(targets, start, all, traffic, answer);
    }

    /** With what the application has counted until now, which replaces what was known. */
    public Observation with(Traffic counted) {
        return new Observation(targets, start, probes, counted, answer);
    }

    /**
     * With the answer of a person.
     *
     * @throws HintedException if there is one already: it counts once
     */
    public Observation with(Answer given) {
        if (answer != null) {
            throw new HintedException(
                    "the question was answered by " + answer.account() + " already",
                    "See the release for what follows.");
        }
        return new Observation(targets, start, probes, traffic, given);
    }

    /** What is to be said at a moment. */
    public Verdict verdict(Instant now) {
        List<String> bad = new ArrayList<>();
        List<String> open = new ArrayList<>();
        judgeFailuresInARow(bad);
        judgeSuccess(bad, open);
        judgeTimes(bad);
        judgeErrors(bad, open);
        judgeFlapping(open);
        if (!bad.isEmpty()) {
            return new Verdict(Outcome.BAD, bad);
        }
        if (answer != null && !answer.goOn()) {
            return new Verdict(Outcome.BAD, List.of(answer.account() + " decided to go back"));
        }
        if (now.isBefore(start.plus(targets.window()))) {
            return new Verdict(Outcome.RUNNING, open);
        }
        if (open.isEmpty()) {
            return new Verdict(Outcome.GOOD, List.of(figures()));
        }
        return answer == null
                ? new Verdict(Outcome.INCONCLUSIVE, open)
                : new Verdict(Outcome.GOOD, List.of(answer.account() + " decided to go on", figures()));
    }

    /** The time within which 95 of 100 successful answers came (nearest rank); empty without any. */
    public Optional<Duration> p95() {
        List<Duration> times = probes.stream()
                .filter(ProbeResult::success)
                .map(ProbeResult::took)
                .sorted()
                .toList();
        int rank = (times.size() * 95 + 99) / 100;
        return times.isEmpty() ? Optional.empty() : Optional.of(times.get(rank - 1));
    }

    private void judgeFailuresInARow(List<String> bad) {
        int row = 0;
        int longest = 0;
        for (ProbeResult probe : probes) {
            row = probe.success() ? 0 : row + 1;
            longest = Math.max(longest, row);
        }
        if (longest >= targets.failuresInARow()) {
            bad.add(longest + " probes failed one after the other, " + targets.failuresInARow() + " are too many");
        }
    }

    private void judgeSuccess(List<String> bad, List<String> open) {
        long successes = successes();
        if (probes.size() < targets.minimumSamples()) {
            open.add(probes.size() + " probes, at least " + targets.minimumSamples() + " are wanted");
        } else if (isBelow(successes, probes.size(), targets.successRate())) {
            bad.add("%d of %d probes succeeded, at least %s are wanted"
                    .formatted(successes, probes.size(), percent(targets.successRate())));
        }
    }

    private void judgeTimes(List<String> bad) {
        Duration limit = targets.p95();
        if (limit != null && probes.size() >= targets.minimumSamples()) {
            p95().filter(time -> time.compareTo(limit) > 0)
                    .ifPresent(time -> bad.add("95 of 100 answers came within " + time.toMillis() + " ms, at most "
                            + limit.toMillis() + " ms are wanted"));
        }
    }

    private void judgeErrors(List<String> bad, List<String> open) {
        Double limit = targets.errorRate();
        if (limit == null) {
            return;
        }
        if (traffic.requests() < targets.minimumSamples()) {
            open.add(traffic.requests() + " requests of users, at least " + targets.minimumSamples() + " are wanted");
        } else if (traffic.errors() > limit * traffic.requests()) {
            bad.add("%d of %d requests failed, at most %s may"
                    .formatted(traffic.errors(), traffic.requests(), percent(limit)));
        }
    }

    private void judgeFlapping(List<String> open) {
        int changes = 0;
        for (int i = 1; i < probes.size(); i++) {
            changes += probes.get(i).success() == probes.get(i - 1).success() ? 0 : 1;
        }
        if (changes > targets.changesAllowed()) {
            open.add("it changed " + changes + " times between success and failure, more than "
                    + targets.changesAllowed() + " are no health");
        }
    }

    private String figures() {
        return "%d of %d probes succeeded, 95 of 100 within %s, %d of %d requests failed"
                .formatted(
                        successes(),
                        probes.size(),
                        p95().map(time -> time.toMillis() + " ms").orElse("an unknown time"),
                        traffic.errors(),
                        traffic.requests());
    }

    private long successes() {
        return probes.stream().filter(ProbeResult::success).count();
    }

    private static boolean isBelow(long part, long whole, double rate) {
        return part < rate * whole;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f", share * 100).replaceAll("\\.?0+$", "") + " %";
    }
}
