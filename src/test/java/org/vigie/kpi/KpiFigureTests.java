package org.vigie.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KpiFigureTests {

    private static final BigDecimal NINETY_NINE = BigDecimal.valueOf(99);

    @Test
    void aFigureNeverLooksBetterThanItIs() {
        Measured almost = Measured.share(new BigDecimal("98999999"), new BigDecimal("100000000"));
        Figure uptime = Figure.of(Kpi.UPTIME, almost, NINETY_NINE);
        assertThat(uptime.value()).isEqualByComparingTo("98.9999");
        assertThat(uptime.met()).isFalse();
        Measured errors = Measured.share(new BigDecimal("100001"), new BigDecimal("100000000"));
        Figure rate = Figure.of(Kpi.ERROR_RATE, errors, new BigDecimal("0.1"));
        assertThat(rate.value()).isEqualByComparingTo("0.1001");
        assertThat(rate.met()).isFalse();
    }

    @Test
    void theObjectiveItselfIsKeptByAtLeastAndMissedByBelow() {
        assertThat(Figure.of(
                                Kpi.UPTIME,
                                Measured.share(BigDecimal.valueOf(99_000), BigDecimal.valueOf(100_000)),
                                NINETY_NINE)
                        .met())
                .isTrue();
        Measured fourHours = Measured.mean(BigDecimal.valueOf(2 * 14_400), 2);
        assertThat(Figure.of(Kpi.CRITICAL_RESOLUTION, fourHours, BigDecimal.valueOf(14_400))
                        .met())
                .isFalse();
        assertThat(Figure.of(
                                Kpi.RESTORED_WITHIN,
                                Measured.single(BigDecimal.valueOf(14_400), 1),
                                BigDecimal.valueOf(14_400))
                        .met())
                .isTrue();
    }

    @Test
    void theRoundedFigureDoesNotDecide() {
        // a third of a second below four hours on average
        Measured mean = Measured.mean(BigDecimal.valueOf(3 * 14_400 - 1), 3);
        Figure figure = Figure.of(Kpi.CRITICAL_RESOLUTION, mean, BigDecimal.valueOf(14_400));
        assertThat(figure.met()).isTrue();
        assertThat(figure.value()).isEqualByComparingTo("14399.6667");
    }

    @Test
    void tooLittleIsNeitherNothingNorEverything() {
        for (Measured little : new Measured[] {
            Measured.share(BigDecimal.ZERO, BigDecimal.ZERO), Measured.nothing(), Measured.mean(BigDecimal.TEN, 2)
        }) {
            Figure figure = Figure.of(Kpi.SATISFACTION, little, BigDecimal.valueOf(4.5));
            assertThat(figure.value()).isNull();
            assertThat(figure.met()).isNull();
            assertThat(figure.reason()).isEqualTo(Figure.TOO_LITTLE);
        }
    }

    @Test
    void withoutAnObjectiveNothingIsMissed() {
        Figure figure = Figure.of(Kpi.TECH_DEBT, Measured.single(BigDecimal.valueOf(400), 500), null);
        assertThat(figure.value()).isEqualByComparingTo("400");
        assertThat(figure.isBreached()).isFalse();
    }

    @Test
    void bothLanguagesHaveTheSameWordsForEveryIndicator() {
        assertThat(KpiWords.of(Locale.FRENCH).keys())
                .isEqualTo(KpiWords.of(Locale.ENGLISH).keys());
        for (Kpi kpi : Kpi.values()) {
            assertThat(KpiWords.of(Locale.ENGLISH).keys())
                    .contains(kpi + ".title", kpi + ".numerator", kpi + ".denominator", kpi + ".exclusions");
            assertThat(Kpi.find(kpi.id())).contains(kpi);
        }
    }

    @Test
    void amountsAreWrittenAsPeopleReadThem() {
        KpiWords french = KpiWords.of(Locale.FRENCH);
        assertThat(french.amount(Kpi.UPTIME, new BigDecimal("99.5"))).isEqualTo("99,5\u00a0%");
        assertThat(french.amount(Kpi.RESTORED_WITHIN, BigDecimal.valueOf(14_400)))
                .isEqualTo("4\u00a0h");
        assertThat(french.amount(Kpi.RESTORED_WITHIN, BigDecimal.valueOf(29_544)))
                .isEqualTo("8\u00a0h\u00a012\u00a0min\u00a024\u00a0s");
        assertThat(french.month("2026-11")).isEqualTo("novembre 2026");
        assertThat(french.amount(Kpi.RESPONSE_TIME, new BigDecimal("1.25"))).isEqualTo("1,25\u00a0s");
        assertThat(KpiWords.of(Locale.ENGLISH).amount(Kpi.RESTORED_WITHIN, BigDecimal.valueOf(95)))
                .isEqualTo("1\u00a0min\u00a035\u00a0s");
    }

    @Test
    void figuresAreShownWithTwoDecimalsToTheWorseSide() {
        KpiWords english = KpiWords.of(Locale.ENGLISH);
        assertThat(english.value(share("866666", null))).isEqualTo("86.66\u00a0%");
        assertThat(english.value(share("949999", BigDecimal.valueOf(95)))).isEqualTo("94.99\u00a0%");
        assertThat(english.value(share("950001", BigDecimal.valueOf(95))))
                .as("not taken for exactly the objective")
                .isEqualTo("95.0001\u00a0%");
        assertThat(english.value(share("950000", BigDecimal.valueOf(95)))).isEqualTo("95\u00a0%");
    }

    private static Figure share(String ofAMillion, @Nullable BigDecimal objective) {
        return Figure.of(
                Kpi.UPTIME, Measured.share(new BigDecimal(ofAMillion), BigDecimal.valueOf(1_000_000)), objective);
    }
}
