package org.vigie.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.support.GeneratedDocument;
import org.vigie.support.ProjectFiles;

/** Holds the definitions in docs/kpis.md to what the report says, and the module to its read model. */
class KpisDocumentTests {

    private static final String DOC = "docs/kpis.md";
    private static final String START = "<!-- definitions: written from kpi/words.en.properties -->\n";
    private static final String END = "<!-- end of definitions -->\n";
    private static final Pattern TABLE = Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE)\\s+([a-z_]+)\\b(?!\\()");
    /** The tables of the module itself. */
    private static final Set<String> OWN = Set.of("monthly_report", "monthly_report_calendar", "monthly_report_ticket");

    @Test
    void definesEveryIndicator() throws IOException {
        String page = ProjectFiles.text(DOC);
        assertThat(page).contains(START).contains(END);
        GeneratedDocument.check(
                DOC,
                page.substring(0, page.indexOf(START) + START.length())
                        + definitions()
                        + page.substring(page.indexOf(END)));
    }

    @Test
    void readsOtherModulesThroughViewsOnly() throws IOException {
        assertThat(foreign("SELECT 1 FROM kpi_ticket JOIN ticket ON true")).containsExactly("ticket");
        try (Stream<Path> sources = Files.walk(ProjectFiles.root().resolve("src/main/java/org/vigie/kpi"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                assertThat(foreign(Files.readString(source)))
                        .as(source.getFileName().toString())
                        .isEmpty();
            }
        }
    }

    private static Set<String> foreign(String text) {
        Set<String> names = new TreeSet<>();
        Matcher tables = TABLE.matcher(text);
        while (tables.find()) {
            if (!tables.group(1).startsWith("kpi_") && !OWN.contains(tables.group(1))) {
                names.add(tables.group(1));
            }
        }
        return names;
    }

    private static String definitions() {
        KpiWords words = KpiWords.of(Locale.ENGLISH);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("| indicator | counts | of | leaves out | least | objective |");
        lines.add("|---|---|---|---|---|---|");
        for (Kpi kpi : Kpi.values()) {
            lines.add("| **%s**<br>`%s`, %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            words.title(kpi),
                            kpi.id(),
                            kpi.unit().id(),
                            words.get(kpi + ".numerator"),
                            words.get(kpi + ".denominator"),
                            words.get(kpi + ".exclusions"),
                            kpi.minimum(),
                            kpi.comparison().id().replace('-', ' ')));
        }
        return String.join("\n", lines) + "\n\n";
    }
}
