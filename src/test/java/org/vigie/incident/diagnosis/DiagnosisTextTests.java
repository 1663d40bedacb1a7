package org.vigie.incident.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

    @Test
    void theFormGetsWhatIsNotWell() {
        assertThat(DiagnosisText.facts(found("answered <b>503</b>", "x")))
                .containsExactly(
                        "Shop is down since 2026\\-11\\-20T09:00:00Z: answered \\<b\\>503\\</b\\>",
                        "Last deployment: releases 1\\.1\\.0, succeeded, asked for by ada at 2026\\-11\\-20T09:00:00Z,"
                                + " ended at 2026\\-11\\-20T09:00:00Z",
                        "The fault began after that deployment\\.");
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
