package org.vigie.release.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.release.health.Observation.Answer;
import org.vigie.release.health.Verdict.Outcome;
import org.vigie.shared.HintedException;
import org.vigie.shared.Sentences;

/** The numbers are those of docs/releases-cases.md. A probe is written as s (success), S (slow success) or f (failure). */
class ObservationTests {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Instant END = START.plus(WINDOW);
    private static final HealthTargets TARGETS = new HealthTargets(WINDOW, 0.9, Duration.ofSeconds(2), 0.01, 10, 3, 4);

    @ParameterizedTest
    @CsvSource({
        "ssssssssss, GOOD",
        "sssssssssf, GOOD",
        "ssssssssff, BAD",
        "sssssssss, INCONCLUSIVE",
        "'', INCONCLUSIVE",
        "fff, BAD",
        "ffs, INCONCLUSIVE",
        "fsfsfsssssssssssssssssssssssssss, INCONCLUSIVE",
        "fsfssssssssssssssssssssssssss, GOOD",
        "SSssssssss, BAD",
        "Ssssssssssssssssssss, GOOD"
    })
    void judgesAtTheEndOfTheWindow(String probes, Outcome outcome) {
        assertThat(observed(probes).with(new Traffic(1000, 10)).verdict(END).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void isBadAtOnceAndGoodOnlyAtTheEnd() {
        assertThat(observed("ssssssssssss")
                        .with(new Traffic(1000, 0))
                        .verdict(END.minusMillis(1))
                        .outcome())
                .isEqualTo(Outcome.RUNNING);
        assertThat(observed("fff").verdict(START.plusSeconds(3)).outcome()).isEqualTo(Outcome.BAD);
    }

    @ParameterizedTest
    @CsvSource({"1000, 10, GOOD", "1000, 11, BAD", "9, 0, INCONCLUSIVE", "9, 9, INCONCLUSIVE"})
    void judgesTheRequestsOfUsers(long requests, long errors, Outcome outcome) {
        assertThat(observed("ssssssssss")
                        .with(new Traffic(requests, errors))
                        .verdict(END)
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void aFigureThatThePlanDoesNotSetIsNotJudged() {
        HealthTargets few = new HealthTargets(WINDOW, 0.9, null, null, 10, 3, 4);
        Observation observation = Observation.begin(few, START);
        for (int i = 0; i < 10; i++) {
            observation = observation.with(new ProbeResult(START.plusSeconds(i), true, Duration.ofMinutes(1)));
        }

        assertThat(observation.verdict(END).outcome()).isEqualTo(Outcome.GOOD);
    }

    @Test
    void theReasonsNameTheFigures() {
        assertThat(observed("ssssssssff").with(new Traffic(100, 5)).verdict(END).reasons())
                .containsExactly(
                        "8 of 10 probes succeeded, at least 90 % are wanted",
                        "5 of 100 requests failed, at most 1 % may");
        assertThat(Sentences.in(Locale.FRENCH)
                        .say(observed("ssssssssff")
                                .with(new Traffic(100, 5))
                                .verdict(END)
                                .reasons()))
                .containsExactly(
                        "8 sondes sur 10 ont réussi, il en faut au moins 90 %",
                        "5 requêtes sur 100 ont échoué, au plus 1 % le peuvent");
    }

    @Test // D19
    void onePersonIsAskedOnce() {
        Observation asked = observed("sss");
        assertThat(asked.verdict(END).outcome()).isEqualTo(Outcome.INCONCLUSIVE);

        Observation goOn =
                asked.with(new Answer("claire", true, END, asked.verdict(END).reasons()));

        assertThat(goOn.verdict(END.plusSeconds(60)).outcome()).isEqualTo(Outcome.GOOD);
        assertThat(goOn.verdict(END).reasons()).first().asString().contains("claire");
        assertThatThrownBy(() -> goOn.with(new Answer("paul", false, END, List.of())))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("claire");
        assertThat(asked.with(new Answer("claire", false, END, List.of()))
                        .verdict(END)
                        .outcome())
                .isEqualTo(Outcome.BAD);
    }

    @Test // D18
    void whatIsBadIsBadWhileThePersonIsAskedAndAfterTheAnswer() {
        Observation asked = observed("sss");
        Observation worse = asked;
        for (int i = 0; i < 3; i++) {
            worse = worse.with(new ProbeResult(END.plusSeconds(i), false, Duration.ofSeconds(1)));
        }

        assertThat(worse.verdict(END.plusSeconds(5)).outcome()).isEqualTo(Outcome.BAD);
        assertThat(worse.with(new Answer("claire", true, END, List.of()))
                        .verdict(END.plusSeconds(5))
                        .outcome())
                .isEqualTo(Outcome.BAD);
    }

    @Test
    void probesOfTheVersionBeforeDoNotCount() {
        Observation observation = observed("ssssssssss").with(new Traffic(100, 0));
        for (int i = 1; i < 9; i++) {
            observation = observation.with(new ProbeResult(START.minusSeconds(i), false, Duration.ZERO));
        }

        assertThat(observation.verdict(END).outcome()).isEqualTo(Outcome.GOOD);
    }

    @ParameterizedTest // D13
    @CsvSource({
        "200, healthy, 1.2.3, true",
        "200, unhealthy, 1.2.3, false",
        "200, healthy, 1.2.30, false",
        "503, healthy, 1.2.3, false",
        "200, HEALTHY, 1.2.3, false"
    })
    void answersAreComparedAsAWhole(int status, String state, String version, boolean matches) {
        ExpectedAnswer expected = new ExpectedAnswer(200, Map.of("status", "healthy", "version", "1.2.3"));

        assertThat(expected.matches(status, Map.of("status", state, "version", version, "more", "x")))
                .isEqualTo(matches);
        assertThat(expected.matches(200, null)).isFalse();
        assertThat(new ExpectedAnswer(200, Map.of()).matches(200, null)).isTrue();
    }

    @Test
    void refusesFiguresThatCannotBe() {
        assertThatThrownBy(() -> new HealthTargets(WINDOW, 1.1, null, null, 1, 1, 0))
                .isInstanceOf(HintedException.class);
        assertThatThrownBy(() -> new HealthTargets(Duration.ZERO, 1, null, null, 1, 1, 0))
                .isInstanceOf(HintedException.class);
        assertThatThrownBy(() -> new HealthTargets(WINDOW, Double.NaN, null, null, 1, 1, 0))
                .isInstanceOf(HintedException.class);
        assertThatThrownBy(() -> new Traffic(1, 2)).isInstanceOf(HintedException.class);
    }

    @Property
    void theOrderOfArrivalDoesNotMatter(@ForAll("probes") String probes, @ForAll Random random) {
        List<ProbeResult> shuffled = new ArrayList<>(observed(probes).probes());
        Collections.shuffle(shuffled, random);

        assertThat(new Observation(TARGETS, START, shuffled, Traffic.NONE, null).verdict(END))
                .isEqualTo(observed(probes).verdict(END));
    }

    @Property
    void moreFailuresNeverMakeItBetter(@ForAll("probes") String probes, @ForAll Random random) {
        int at = probes.isEmpty() ? 0 : random.nextInt(probes.length());
        String worse = probes.isEmpty() ? "f" : probes.substring(0, at) + "f" + probes.substring(at + 1);

        if (observed(probes).verdict(END).outcome() == Outcome.BAD && probes.indexOf('S') < 0) {
            assertThat(observed(worse).verdict(END).outcome()).isEqualTo(Outcome.BAD);
        }
    }

    @Property
    void goodMeansThatEveryFigureIsKept(@ForAll("probes") String probes) {
        Observation observation = observed(probes).with(new Traffic(500, 2));

        if (observation.verdict(END).outcome() == Outcome.GOOD) {
            long successes = probes.chars().filter(c -> c != 'f').count();
            assertThat(probes).hasSizeGreaterThanOrEqualTo(10).doesNotContain("fff");
            assertThat(successes * 10).isGreaterThanOrEqualTo(probes.length() * 9L);
            assertThat(observation.p95().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Property
    void beforeTheEndItIsRunningOrBad(@ForAll("probes") String probes) {
        Verdict before = observed(probes).verdict(END.minusNanos(1));
        Verdict after = observed(probes).verdict(END);

        assertThat(before.outcome()).isIn(Outcome.RUNNING, Outcome.BAD);
        assertThat(before.outcome() == Outcome.BAD).isEqualTo(after.outcome() == Outcome.BAD);
    }

    @Provide
    Arbitrary<String> probes() {
        return Arbitraries.frequency(Tuple.of(12, 's'), Tuple.of(1, 'S'), Tuple.of(2, 'f'))
                .list()
                .ofMaxSize(40)
                .map(list -> list.stream().map(String::valueOf).reduce("", String::concat));
    }

    private static Observation observed(String probes) {
        Observation observation = Observation.begin(TARGETS, START);
        for (int i = 0; i < probes.length(); i++) {
            char kind = probes.charAt(i);
            Duration took = Duration.ofMillis(kind == 'S' ? 2_001 : 100);
            observation = observation.with(new ProbeResult(START.plusSeconds(i), kind != 'f', took));
        }
        return observation;
    }
}
