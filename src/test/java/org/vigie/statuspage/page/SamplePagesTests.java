package org.vigie.statuspage.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.vigie.statuspage.PublicWords;
import org.vigie.support.HostileTexts;

/** Writes pages to look at, and for the tests in a browser: target/status-samples. */
class SamplePagesTests {

    private static final Path FOLDER = Path.of("target/status-samples");

    @Test
    void showsTheChartTheBarsAndWhenItIsStale() throws IOException {
        String text = "La recherche et les collections ne répondent pas.";
        write("busy", SamplePages.busy(SamplePages.plan(), text));
        write("quiet", SamplePages.quiet());
        write(
                "hostile",
                SamplePages.busy(
                        SamplePages.plan(),
                        String.join(" ", HostileTexts.all().limit(70).toList())));
        String busy = Files.readString(FOLDER.resolve("busy/fr.html"));
        assertThat(busy)
                .contains("État relevé le 20 novembre 2026")
                .contains("10:30:50")
                .contains("<p class=\"note stale aged\">")
                .contains("viewbox=\"0 0 720 32\"")
                .contains("<polyline points=")
                .contains("99,79 % de disponibilité sur 90 jours\u00a0; objectif : 99,00 % chaque mois");
        assertThat(Files.readString(FOLDER.resolve("quiet/en.html")))
                .contains("100.00 % available over 90 days; objective: 99.00 % of each month");
    }

    @Test
    void bothLanguagesHaveTheSameWords() {
        assertThat(PublicWords.of(Locale.FRENCH).keys())
                .isEqualTo(PublicWords.of(Locale.ENGLISH).keys());
    }

    private static void write(String name, PageFacts facts) throws IOException {
        Path folder = Files.createDirectories(FOLDER.resolve(name));
        for (Locale language : PublicWords.LANGUAGES) {
            Files.writeString(folder.resolve(language.getLanguage() + ".html"), SamplePages.html(facts, language));
        }
        Files.write(
                folder.resolve("status.json"),
                SamplePages.json().of(facts, SamplePages.json().revision(facts)));
        Files.write(folder.resolve("feed.atom"), SamplePages.feed(facts).getBytes(UTF_8));
        Files.write(folder.resolve("badge.svg"), Badge.of(facts.overall(), Locale.FRENCH));
        for (String file : List.of("style.css", "fresh.js")) {
            Files.copy(
                    Path.of("src/main/resources/status-page", file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
