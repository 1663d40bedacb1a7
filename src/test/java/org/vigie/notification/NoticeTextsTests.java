package org.vigie.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.shared.Words;

class NoticeTextsTests {

    private static final String LINK = "https://vigie.example/operations/op-1";

    private final NoticeTexts templates = new NoticeTexts("http://localhost:8080/tasklist", "http://localhost:8090");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validation-request",
                "validation-reminder",
                "receipt",
                "question",
                "question-reminder",
                "resolved",
                "rejected",
                "duplicate",
                "unanswered",
                "cancelled"
            })
    void everyMessageExistsInFrenchAndEnglish(String message) {
        for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            NoticeTexts.Text text = templates.render("ticket-" + message, language, values(Map.of()));
            assertThat(text.subject()).startsWith("[CZ-7] CESIZen").doesNotContain("{{");
            assertThat(text.plain()).contains("CESIZen").doesNotContain("{{");
            assertThat(text.html()).contains("<p>").doesNotContain("{{");
        }
    }

    /** What cannot be written as it should holds up nobody, and is told all the same. */
    @Test
    void aValueThatCannotBePrintedMakesANeutralText() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };
        for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            NoticeTexts.Text text = templates.render("ticket-receipt", language, values(Map.of("title", broken)));
            assertThat(text.subject()).startsWith("Vigie ").doesNotContain("{{");
            assertThat(text.plain()).contains("ticket-receipt");
            assertThat(text.html()).contains("<p>");
        }
    }

    @Test
    void printsValuesAndNeverInterpretsThem() {
        NoticeTexts.Text text = templates.render(
                "ticket-receipt",
                Locale.ENGLISH,
                values(Map.of("title", "{{id}} <script>alert(1)</script>\r\nBcc: b@c.org")));
        assertThat(text.subject()).doesNotContain("\r", "\n");
        assertThat(text.plain()).contains("{{id}} <script>");
        assertThat(text.html()).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    @Test
    void anEscalationWithoutALinkSendsToTheTask() {
        for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            assertThat(templates
                            .render("escalation-step", language, values(Map.of("response", true, "contact", "Ann")))
                            .plain())
                    .contains("Acknowledge the escalation")
                    .doesNotContain("{{", "http", "\n\n\n");
        }
    }

    @Test
    void testsAndBreaksOfChannelsExistInFrenchAndEnglish() {
        for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            Map<String, ?> values = Map.of("application", "Shop", "channel", "team", "by", "op", "reason", "gone");
            assertThat(templates.render("channel-test", language, values).subject())
                    .startsWith("[Test] Shop")
                    .endsWith("team");
            assertThat(templates.render("channel-broken", language, values).plain())
                    .contains("team", "gone")
                    .doesNotContain("{{");
        }
    }

    /** On a phone an address of five lines is no button, and two buttons are a question. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ticket-validation-request",
                "ticket-validation-reminder",
                "ticket-receipt",
                "ticket-question",
                "ticket-question-reminder",
                "ticket-resolved",
                "ticket-rejected",
                "ticket-duplicate",
                "ticket-unanswered",
                "ticket-cancelled",
                "status-confirm",
                "escalation-step"
            })
    void whatLeadsToAPageHasOneButton(String message) {
        for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            Map<String, Object> values = values(Map.of(
                    "link", "https://vigie.example/links/x/abc.def?a=1&b=2", "response", true, "contact", "Ann"));
            values.put("reason", "Look here:\nhttps://elsewhere.example/");
            NoticeTexts.Text text = templates.render(message, language, values);
            assertThat(text.html().split("display:inline-block", -1))
                    .as(text.html())
                    .hasSize(2);
            assertThat(text.html())
                    .contains("href=\"https://vigie.example/links/x/abc.def?a=1&amp;b=2\"")
                    .doesNotContain(">https://vigie.example");
            assertThat(text.plain()).containsOnlyOnce("https://vigie.example/links/x/abc.def?a=1&b=2\n\n");
        }
    }

    /** Whoever reads on a phone presses one button; who is asked to decide gets to Tasklist by it. */
    @ParameterizedTest
    @MethodSource("messages")
    void everyTextIsThereTwiceReadsWellAndHasAtMostOneButton(String message) throws IOException {
        for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            Map<String, Object> values = values(Map.of(
                    "contact",
                    "Ann",
                    "reader",
                    "Ann",
                    "link",
                    LINK,
                    "response",
                    true,
                    "refused",
                    true,
                    "text",
                    "Down."));
            values.put("planned", true);
            valuesOf(message, language).forEach(name -> values.putIfAbsent(name, "Something"));
            NoticeTexts.Text text = templates.render(message, language, values);
            assertThat(text.subject() + text.plain() + text.html()).doesNotContain("{{", "}}", "<application>");
            assertThat(text.plain()).doesNotContain("\n\n\n").doesNotContain(" \n");
            String[] paragraphs = text.plain().split("\n\n");
            if (paragraphs[0].startsWith("Bonjour") || paragraphs[0].startsWith("Hello")) {
                assertThat(paragraphs[1])
                        .as(message)
                        .matches(Pattern.compile("[\\p{Lu}\"«\u201c\\W].*", Pattern.DOTALL));
            }
            int buttons = text.html().split("display:inline-block", -1).length - 1;
            assertThat(buttons).as(text.plain()).isLessThan(2);
            if (text.plain().contains("Tasklist :\n") || text.plain().contains("Tasklist:\n")) {
                assertThat(text.html()).contains("<a href=\"http://localhost:8080/tasklist\" style=");
            }
        }
    }

    private static List<String> valuesOf(String message, Locale language) throws IOException {
        Path file = Path.of("src/main/resources/mail", message + "." + language.getLanguage() + ".txt");
        return Pattern.compile("\\{\\{(\\w+)}}")
                .matcher(Files.readString(file))
                .results()
                .map(value -> value.group(1))
                .filter(name -> !Set.of("tasklist", "home", "vigie").contains(name))
                .toList();
    }

    static Stream<String> messages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/mail"))) {
            return files
                    .map(file -> file.getFileName().toString().replaceFirst("\\.(fr|en)\\.txt$", ""))
                    .distinct()
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void prioritiesAndImpactsAreSaidInWords() {
        Map<String, Object> values = values(Map.of("priority", "LEVEL_1", "impact", "service-down", "first", true));
        assertThat(templates.render("crisis-approve", Locale.FRENCH, values).plain())
                .contains("(niveau 1, service arrêté)");
        assertThat(templates.render("crisis-approve", Locale.ENGLISH, values).plain())
                .contains("(level 1, service down)");
        values.put("priority", "P1");
        values.put("impact", "of another kind");
        assertThat(templates.render("crisis-approve", Locale.FRENCH, values).plain())
                .contains("(P1, of another kind)");
        assertThat(new Words("notification", Locale.FRENCH).keys())
                .isEqualTo(new Words("notification", Locale.ENGLISH).keys());
    }

    @Test
    void noLineBeginsWithAMarkOfFrench() {
        NoticeTexts.Text text = templates.render(
                "ticket-receipt",
                Locale.FRENCH,
                values(Map.of("responseDue", "vendredi 20 novembre 2026 à 11:00 CET")));
        assertThat(text.html()).contains("CZ-7\u00a0: Export vide", "11:00\u00a0CET");
        assertThat(text.plain()).contains("CZ-7 : Export vide", "11:00 CET");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(templates
                        .render("ticket-resolved", Locale.ENGLISH, values(Map.of("releaseNote", "")))
                        .plain())
                .doesNotContain("What changed");
    }

    private static Map<String, Object> values(Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", "CZ-7");
        values.put("title", "Export vide");
        values.put("application", "CESIZen");
        values.put("reporter", "Inès");
        values.put("priority", "P2");
        values.put("responseDue", "vendredi 20 novembre 2026 à 11:00");
        values.put("resolutionDue", "vendredi 20 novembre 2026 à 16:00");
        values.put("question", "Quelle version ?");
        values.put("reason", "déjà corrigé");
        values.putAll(more);
        return values;
    }
}
