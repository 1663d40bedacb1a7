package org.vigie.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTextsTests {

    private final NoticeTexts templates = new NoticeTexts();

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
