package org.vigie.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.vigie.backup.retention.KeptBackup.Proof;
import org.vigie.backup.retention.KeptBackup.Purpose;

/** Every rule over 10,000 histories of up to four years, with clocks that were wrong and backups that were refused. */
class RetentionRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    record History(RetentionPolicy policy, List<KeptBackup> backups, boolean failing) {

        List<Decision> decide() {
            return RetentionRule.decide(policy, backups, failing, NOW);
        }

        Set<KeptBackup> kept() {
            return decide().stream()
                    .filter(Decision::kept)
                    .map(Decision::backup)
                    .collect(Collectors.toSet());
        }

        List<KeptBackup> usable() {
            return backups.stream()
                    .filter(backup -> backup.proof() != Proof.REFUSED)
                    .filter(backup -> !backup.takenAt().isAfter(NOW))
                    .sorted(Layer.NEWEST_FIRST)
                    .toList();
        }
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void whatMustStayStays(@ForAll("histories") History history) {
        Set<KeptBackup> kept = history.kept();
        List<KeptBackup> verified =
                history.usable().stream().filter(KeptBackup::isVerified).toList();

        assertThat(kept)
                .containsAll(
                        verified.stream().limit(history.policy().verified()).toList());
        assertThat(kept).containsAll(history.usable().stream().limit(1).toList());
        assertThat(kept)
                .containsAll(history.backups().stream()
                        .filter(backup -> backup.pinned()
                                || backup.neededBy() != null
                                || backup.takenAt().isAfter(NOW)
                                || history.failing())
                        .toList());
        assertThat(kept)
                .containsAll(history.usable().stream()
                        .filter(backup -> backup.purpose() == Purpose.PRE_DEPLOYMENT)
                        .limit(history.policy().preDeployment())
                        .toList());
    }

    /** Told by another way than the rule: day by day, without grouping. */
    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void everyLayerHasItsBackups(@ForAll("histories") History history) {
        Set<KeptBackup> kept = history.kept();
        List<KeptBackup> regular = history.usable().stream()
                .filter(backup -> backup.purpose() == Purpose.REGULAR)
                .toList();
        for (int layer = 0; layer < 4; layer++) {
            Set<Object> periods = new HashSet<>();
            for (KeptBackup backup : regular) {
                Object period = period(backup, layer, history.policy().zone());
                periods.add(period);
                if (periods.size() > size(history.policy(), layer)) {
                    break;
                }
                int current = layer;
                assertThat(kept)
                        .anyMatch(other -> regular.contains(other)
                                && period(other, current, history.policy().zone())
                                        .equals(period)
                                && (other.isVerified() || !backup.isVerified()));
            }
        }
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void askedAgainNothingMoreGoes(@ForAll("histories") History history) {
        var after = new History(history.policy(), List.copyOf(history.kept()), history.failing());

        assertThat(after.kept()).isEqualTo(history.kept());
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void notMoreStaysThanTheRulesSay(@ForAll("histories") History history) {
        RetentionPolicy policy = history.policy();
        long exceptions = history.backups().stream()
                .filter(backup -> backup.pinned()
                        || backup.neededBy() != null
                        || backup.takenAt().isAfter(NOW))
                .count();
        int layers = policy.daily() + policy.weekly() + policy.monthly() + policy.yearly();
        if (!history.failing()) {
            assertThat((long) history.kept().size())
                    .isLessThanOrEqualTo(layers + policy.preDeployment() + policy.verified() + 1 + exceptions);
        }
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void theOrderDoesNotMatterAndEveryDecisionSaysWhy(@ForAll("histories") History history, @ForAll Random random) {
        List<KeptBackup> shuffled = new ArrayList<>(history.backups());
        Collections.shuffle(shuffled, random);
        List<Decision> decisions = history.decide();

        assertThat(new History(history.policy(), shuffled, history.failing()).decide())
                .isEqualTo(decisions);
        assertThat(decisions)
                .hasSameSizeAs(history.backups())
                .allMatch(decision -> !decision.reasons().isEmpty());
    }

    @Example
    void daysAreCutInTheZoneOfThePlan() {
        var policy = new RetentionPolicy(2, 0, 0, 0, 0, 1, PARIS);
        // 00:30 and 23:30 of the same day in Paris, on two days in UTC
        var early = regular("early", "2026-07-01T22:30:00Z");
        var late = regular("late", "2026-07-02T21:30:00Z");
        var before = regular("before", "2026-07-01T21:30:00Z");

        assertThat(codes(RetentionRule.decide(policy, List.of(early, late, before), false, NOW)))
                .containsExactly("late: newest, daily", "early: no-layer", "before: daily");
    }

    @Example
    void namesDoNotDecideWhatIsNew() {
        var policy = new RetentionPolicy(1, 0, 0, 0, 0, 1, PARIS);
        var old = regular("pg15-9", "2026-07-01T02:00:00Z");
        var upgraded = regular("pg15-10", "2026-07-02T02:00:00Z");

        assertThat(codes(RetentionRule.decide(policy, List.of(old, upgraded), false, NOW)))
                .containsExactly("pg15-10: newest, daily", "pg15-9: no-layer");
    }

    @Example
    void theLastOfADayStaysRatherAVerifiedOne() {
        var policy = new RetentionPolicy(1, 0, 0, 0, 1, 1, PARIS);
        var verified = new KeptBackup(
                "a", Instant.parse("2026-07-01T02:00:00Z"), Purpose.REGULAR, Proof.VERIFIED, false, null);
        var later = regular("b", "2026-07-01T03:00:00Z");
        var latest = regular("c", "2026-07-01T04:00:00Z");
        var refused =
                new KeptBackup("d", Instant.parse("2026-07-01T05:00:00Z"), Purpose.REGULAR, Proof.REFUSED, false, null);
        var deployment = new KeptBackup(
                "e", Instant.parse("2026-06-01T05:00:00Z"), Purpose.PRE_DEPLOYMENT, Proof.NONE, false, null);

        assertThat(codes(RetentionRule.decide(
                        policy, List.of(verified, later, latest, refused, deployment), false, NOW)))
                .containsExactly("d: refused", "c: newest", "b: no-layer", "a: verified, daily", "e: pre-deployment");
    }

    private static List<String> codes(List<Decision> decisions) {
        return decisions.stream()
                .map(decision -> decision.backup().id() + ": "
                        + decision.reasons().stream().map(Reason::code).collect(Collectors.joining(", ")))
                .toList();
    }

    private static KeptBackup regular(String id, String takenAt) {
        return new KeptBackup(id, Instant.parse(takenAt), Purpose.REGULAR, Proof.NONE, false, null);
    }

    private static Object period(KeptBackup backup, int layer, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(backup.takenAt(), zone);
        return switch (layer) {
            case 0 -> day;
            case 1 -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
            case 2 -> day.withDayOfMonth(1);
            default -> day.getYear();
        };
    }

    private static int size(RetentionPolicy policy, int layer) {
        return switch (layer) {
            case 0 -> policy.daily();
            case 1 -> policy.weekly();
            case 2 -> policy.monthly();
            default -> policy.yearly();
        };
    }

    @Provide
    Arbitrary<History> histories() {
        Arbitrary<RetentionPolicy> policies = Combinators.combine(
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of("Europe/Paris", "Pacific/Apia", "America/Sao_Paulo", "Asia/Kathmandu", "UTC"))
                .as((daily, weekly, monthly, yearly, deployment, verified, zone) ->
                        new RetentionPolicy(daily, weekly, monthly, yearly, deployment, verified, ZoneId.of(zone)));
        Arbitrary<KeptBackup> backups = Combinators.combine(
                        Arbitraries.integers().between(0, 1_000_000),
                        // minutes before now: mostly the last weeks, sometimes years, sometimes later than now
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.longs().between(0, 60_000)),
                                Tuple.of(3, Arbitraries.longs().between(0, 2_200_000)),
                                Tuple.of(1, Arbitraries.longs().between(-3_000, 0))),
                        Arbitraries.of(Purpose.REGULAR, Purpose.REGULAR, Purpose.PRE_DEPLOYMENT),
                        Arbitraries.of(Proof.VERIFIED, Proof.NONE, Proof.NONE, Proof.REFUSED),
                        Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)),
                        Arbitraries.of("a restore test").injectNull(0.95))
                .as((id, minutes, purpose, proof, pinned, neededBy) ->
                        new KeptBackup("b" + id, NOW.minusSeconds(60 * minutes), purpose, proof, pinned, neededBy));
        return Combinators.combine(
                        policies,
                        backups.list().ofMaxSize(60).uniqueElements(KeptBackup::id),
                        Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)))
                .as(History::new);
    }
}
