package org.vigie.incident.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.incident.Incident;
import org.vigie.ticket.Impact;

class DiagnosisTextTests {

    private static final Instant SINCE = Instant.parse("2026-11-20T09:00:00Z");

    @Test
    void saysWhatIsKnown() {
        String text = DiagnosisText.of(incident("Shop: does not answer"), found("answered with 503", "out of memory"));
        assertThat(text)
                .startsWith("# Shop: does not answer\n")
                .contains("- Shop \\(http\\): **down** since 2026-11-20T09:00:00Z, cause http\\-5xx: answered with 503")
                .contains("\\(bytes 12, status 503\\)")
                .contains("- releases 1\\.1\\.0, succeeded, asked for by ada at 2026\\-11\\-20T09:00:00Z")
                .contains("- 3 tickets: CZ\\-1; CZ\\-2")
                .contains("## Last lines of web\n\n    out of memory\n")
                .contains("## What goes on now\n\nNothing\\.\n");
    }

    @Test
    void whatComesFromOutsideMeansNothingToMarkdown() {
        String evil = "](http://evil) <script>alert(1)</script> `x`\n# Title\n```\n![](x)";
        String text = DiagnosisText.of(incident(evil), found(evil, "```\n# Title\n" + evil));
        assertThat(text.lines().filter(line -> line.startsWith("# "))).hasSize(1);
        assertThat(text.lines().filter(line -> line.startsWith("```"))).isEmpty();
        assertThat(text.lines().filter(line -> !line.startsWith("    ")))
                .noneMatch(line -> line.matches(".*(?<!\\\\)[<`].*"))
                .noneMatch(line -> line.matches(".*(?<!\\\\)]\\(.*"));
    }

    /** Read as readers of Markdown read it, it has the same shape as with a harmless text. */
    @ParameterizedTest
    @MethodSource("org.vigie.support.HostileTexts#inOneParagraph")
    void noTextIsMoreThanText(String text) {
        assertThat(shape(DiagnosisText.of(incident(text), found(text, text))))
                .isEqualTo(shape(DiagnosisText.of(incident("It is down"), found("It is down", "It is down"))));
    }

    /** What it is made of, one after the other, without the words. */
    private static List<String> shape(String markdown) {
        List<String> shape = new ArrayList<>();
        walk(Parser.builder().build().parse(markdown), shape);
        return shape;
    }

    private static void walk(Node node, List<String> shape) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            String name = child.getClass().getSimpleName();
            if (!name.equals("Text") && !name.equals("SoftLineBreak")) {
                shape.add(name);
            }
            walk(child, shape);
        }
    }

    @Test
    void theFormGetsWhatIsNotWell() {
        assertThat(DiagnosisText.facts(found("answered <b>503</b>", "x"), Locale.ENGLISH))
                .containsExactly(
                        "Shop is down since 2026\\-11\\-20T09:00:00Z: answered \\<b\\>503\\</b\\>",
                        "Last deployment: releases 1\\.1\\.0, succeeded, asked for by ada at 2026\\-11\\-20T09:00:00Z,"
                                + " ended at 2026\\-11\\-20T09:00:00Z",
                        "The fault began after that deployment\\.");
    }

    @Test
    void theFormOfAFrenchPlanGetsItInFrench() {
        assertThat(DiagnosisText.facts(found("answered with 503", "x"), Locale.FRENCH))
                .containsExactly(
                        "Shop est en panne depuis le 20 novembre 2026 à 09:00 UTC : a répondu 503",
                        "Dernier déploiement : livraison 1\\.1\\.0, réussi, demandé par ada le 20 novembre 2026 à 09:00 UTC,"
                                + " fini le 20 novembre 2026 à 09:00 UTC",
                        "La panne a commencé après ce déploiement\\.");
    }

    private static Incident incident(String title) {
        return new Incident(
                "op-1",
                "demo",
                title,
                Impact.SERVICE_DOWN,
                "P1",
                7L,
                List.of("demo"),
                SINCE,
                SINCE,
                "vigie",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Diagnosis found(String answer, String line) {
        return new Diagnosis(
                SINCE,
                "site-down",
                "http-5xx",
                "site",
                true,
                List.of(
                        new Diagnosis.Check(
                                "Shop",
                                "http",
                                "down",
                                "http-5xx",
                                answer,
                                SINCE,
                                SINCE,
                                Map.of("status", 503, "bytes", 12)),
                        new Diagnosis.Check("Disk", "disk", "up", null, "free", SINCE, null, Map.of())),
                List.of(new Diagnosis.Seen(12, "open", "Shop", "does not answer", answer, SINCE, null)),
                List.of(new Diagnosis.Work("op-9", "releases", "1.1.0", "succeeded", "ada", SINCE, SINCE)),
                List.of(),
                List.of(new Diagnosis.Change("tickets", 3, List.of("CZ-1", "CZ-2"))),
                Map.of("web", List.of(line)));
    }
}
