package org.vigie.crisis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.Sentences;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Impact;

@VigieTest
class DraftTests {

    @Autowired
    Plans plans;

    @Test
    void everyObjectionIsSaidInTheLanguageOfThePlan() {
        MaintenancePlan plan = plans.require("mangatheque");
        assertThat(plan.language()).isEqualTo(Locale.FRENCH);
        String named = plan.contacts().getFirst().name();
        List<Draft> drafts = List.of(
                new Draft(null, "", "x".repeat(1501), 0, null, "y".repeat(81)),
                new Draft(
                        "publish",
                        named + " at 10.1.2.3 says java.lang.NullPointerException",
                        "",
                        500,
                        "safe",
                        "a@b.example"),
                new Draft(
                        "publish",
                        "Look at https://elsewhere.example/x and /etc/passwd on db.internal",
                        "",
                        1,
                        "safe",
                        ""));
        List<String> said = drafts.stream()
                .flatMap(draft -> draft.findings(plan, crisis()).stream())
                .distinct()
                .toList();
        assertThat(said).hasSizeGreaterThan(9).contains("The decision is missing.");
        assertThat(Sentences.in(plan.language()).say(said))
                .contains("La décision manque.", "Ce que cela change pour les utilisateurs : au moins 10 caractères.")
                .noneMatch(said::contains)
                .noneMatch(finding -> finding.matches(".*\\b(the|must|It|has)\\b.*"));
    }

    private static Crisis crisis() {
        Instant since = VigieTest.START;
        return new Crisis(
                "op-1", "mangatheque", "op-1", false, Impact.DATA_LOSS, "LEVEL_1", List.of(), since, null, null);
    }
}
