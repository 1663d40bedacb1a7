package org.vigie.release.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunReleaseStepWorkerTests {

    private static final Map<String, Object> RESULT = Map.of(
            "ask",
            true,
            "facts",
            List.of(
                    "Version 1.3.0 (tag v1.3.0, commit 0a1b2c3d4e5f), artefact 0123456789abcdef; 1.2.4 serves.",
                    "Migration 0042: lossy, the version before does not run on it (it has no mark and no way down).",
                    "There is no verified backup. Another one is taken before production is touched; without it the release"
                            + " stops.",
                    "Goes on in the database: ALTER TABLE shelf"));

    @Test
    void factsAreSaidInTheLanguageOfTheForm() {
        Map<String, ?> french = RunReleaseStepWorker.said(
                RESULT, Map.of("language", "fr", "outcome", "neither version is seen to serve"));
        assertThat(french.get("facts"))
                .isEqualTo(List.of(
                        "Version 1.3.0 (étiquette v1.3.0, commit 0a1b2c3d4e5f), artefact 0123456789abcdef ; 1.2.4 sert.",
                        "Migration 0042 : avec perte, la version d’avant ne fonctionne pas avec (elle n’a ni marque ni chemin de"
                                + " retour).",
                        "Il n’y a pas de sauvegarde vérifiée. Une autre est faite avant de toucher à la production ; sans elle, la"
                                + " livraison s’arrête.",
                        "Continue dans la base : ALTER TABLE shelf"));
        assertThat(french.get("shownOutcome")).isEqualTo("on ne voit servir aucune des deux versions");
        assertThat(french.get("ask")).isEqualTo(true);
    }

    @Test
    void anEnglishPlanReadsThemAsTheyAre() {
        assertThat(RunReleaseStepWorker.said(RESULT, Map.of("language", "en")).get("facts"))
                .isEqualTo(RESULT.get("facts"));
        assertThat(RunReleaseStepWorker.said(Map.of("ask", false), Map.of("language", "fr")))
                .isEqualTo(Map.of("ask", false));
    }
}
