package org.vigie.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.StatusPageSettings;
import org.vigie.plan.load.PlanLoader;

class PublicSentencesTests {

    private static final MaintenancePlan PLAN = PlanLoader.load("plans").require("mangatheque");
    private static final StatusPageSettings.Component COMPONENT =
            PLAN.statusPage().components().getFirst();

    /** Whoever reads a mail or the feed does not see the page. */
    @ParameterizedTest
    @EnumSource(
            value = UpdateKind.class,
            names = {"OPENED", "UPDATE"})
    void whileItGoesOnTheTextNamesWhatItConcerns(UpdateKind kind) {
        assertThat(text(kind, Locale.FRENCH, List.of(COMPONENT.id())))
                .contains("Concerne : " + COMPONENT.name().fr());
        assertThat(text(kind, Locale.ENGLISH, List.of(COMPONENT.id())))
                .contains("Affects: " + COMPONENT.name().en());
    }

    @ParameterizedTest
    @EnumSource(
            value = UpdateKind.class,
            names = {"RESOLVED", "POST_MORTEM"})
    void afterwardsItDoesNot(UpdateKind kind) {
        assertThat(text(kind, Locale.ENGLISH, List.of(COMPONENT.id()))).doesNotContain("Affects");
    }

    /** A component that the plan no longer has cannot be named to anybody. */
    @Test
    void whatThePlanDoesNotNameIsLeftOut() {
        assertThat(text(UpdateKind.OPENED, Locale.ENGLISH, List.of("gone"))).doesNotContain("Affects", "gone");
    }

    private static String text(UpdateKind kind, Locale language, List<String> components) {
        PublicUpdate update = new PublicUpdate(1, kind, Instant.parse("2026-11-20T09:00:00Z"), PublicText.NEUTRAL);
        return PublicSentences.of(PLAN, update, PublicWords.of(language), components)
                .plain();
    }
}
