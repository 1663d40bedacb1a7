package org.vigie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.shared.value.Texts;

/**
 * Texts of forms are Markdown to Tasklist: a link in what a stranger wrote would be a link, an image would be fetched. So a variable
 * stands in one only if no stranger writes it, or if whoever sets it takes the Markdown out of it; others are shown in fields.
 */
class FormTextTests {

    private static final Pattern PART = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> WORDS = Set.of(
            "if",
            "then",
            "else",
            "null",
            "true",
            "false",
            "and",
            "or",
            "not",
            "starts",
            "with",
            "substring",
            "count",
            "loop",
            "this",
            "string");

    /** From plans and tables, made by Vigie, or written by the team in Tasklist. */
    private static final Set<String> OURS = Set.of(
            "applicationName",
            "application",
            "ticketId",
            "postMortemId",
            "postMortemDue",
            "operationId",
            "priority",
            "target",
            "impact",
            "since",
            "responseDue",
            "resolutionDue",
            "reviewDue",
            "neutralAt",
            "backup",
            "backupText",
            "verdict",
            "version",
            "month",
            "reportLink",
            "removalOn",
            "removalAllowed",
            "minorReleases",
            "recurrenceOf",
            "overridePeople",
            "language",
            "remedy",
            // the table's
            "gateFindings",
            // the team's own
            "question");

    /** Names that mean something of ours in one form only: an entry of the plan. */
    private static final Map<String, String> OURS_THERE = Map.of("preventive-judge.form", "title");

    /** Where a form begins with an answer: none of them says what somebody found. */
    private static final Map<String, String> BEFOREHAND = Map.of(
            "ticket-assign.form", "developers",
            "ticket-implement.form", "change-ready",
            "ticket-merge.form", "fixed",
            "ticket-qualify.form", "accept");

    /** Forms without anything of a case to show. */
    private static final Set<String> WITHOUT_A_CASE = Set.of("ticket-create.form", "deprecation-announce.form");

    /** Where others may have written: who sets it, and by which method the Markdown is taken out. */
    private static final Map<String, List<String>> ESCAPED = Map.of(
            "facts",
            List.of(
                    "org.vigie.preventive.process.DoPreventiveWorkWorker#unlinked",
                    "org.vigie.release.calendar.process.PrepareReleaseProposalWorker#unlinked",
                    "org.vigie.release.pipeline.ApprovalSteps#unlinked",
                    "org.vigie.release.rollback.RollbackSteps#unlinked",
                    "org.vigie.release.watch.ObserveStep#unlinked",
                    "org.vigie.incident.diagnosis.DiagnosisText#plain"),
            "findings",
            List.of(
                    "org.vigie.backup.process.CheckBeforeBackupWorker#unlinked",
                    "org.vigie.backup.recovery.process.CheckLossWorker#unlinked"),
            "recordedSince",
            List.of("org.vigie.backup.recovery.process.CheckLossWorker#unlinked"),
            "tried",
            List.of("org.vigie.incident.process.PrepareRemedyWorker#plain"),
            "technicalNotes",
            List.of("org.vigie.release.notes.NotesDraft#text"));

    static Stream<Path> forms() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("forms"))) {
            return files.sorted().toList().stream();
        }
    }

    /** The name of the English one for both. */
    private static String name(Path form) {
        return form.getFileName().toString().replace("-fr.form", ".form");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void noTextShowsWhatStrangersWrite(Path form) throws IOException {
        Set<String> shown = new TreeSet<>();
        collect(new ObjectMapper().readTree(form.toFile()), shown);
        shown.removeAll(OURS);
        shown.remove(OURS_THERE.getOrDefault(name(form), ""));
        shown.removeAll(ESCAPED.keySet());
        assertThat(shown)
                .as("variables in texts: show them in a field that is read-only")
                .isEmpty();
    }

    /** Nobody confirms what they have not looked at: what is ticked beforehand is sent by whoever only clicks. */
    @ParameterizedTest
    @MethodSource("forms")
    void noVerdictIsGivenBeforehand(Path form) throws IOException {
        Set<String> given = new TreeSet<>();
        collectDefaults(new ObjectMapper().readTree(form.toFile()), given);
        String allowed = BEFOREHAND.get(name(form));
        assertThat(given).isSubsetOf(allowed == null ? Set.of() : Set.of(allowed));
    }

    /** Tasklist shows a task some moments before its variables: an empty form says so. */
    @ParameterizedTest
    @MethodSource("forms")
    void aFormThatIsNotCompleteYetSaysSo(Path form) throws IOException {
        JsonNode first =
                new ObjectMapper().readTree(form.toFile()).path("components").path(0);
        if (!WITHOUT_A_CASE.contains(name(form))) {
            assertThat(first.path("id").asText()).isEqualTo("Text_Loading");
            assertThat(first.path("conditional").path("hide").asText()).matches("=\\w+ != null");
        }
    }

    private static void collectDefaults(JsonNode node, Set<String> given) {
        if (Set.of("radio", "checkbox", "checklist").contains(node.path("type").asText()) && node.has("defaultValue")) {
            given.add(node.path("defaultValue").asText());
        }
        node.path("components").forEach(child -> collectDefaults(child, given));
    }

    @Test
    void whoeverSetsThemTakesTheMarkdownOut() throws ClassNotFoundException {
        for (List<String> names : ESCAPED.values()) {
            for (String name : names) {
                String[] parts = name.split("#");
                JavaClass type = new ClassFileImporter().importClass(Class.forName(parts[0]));
                assertThat(Stream.concat(
                                type.getMethodCallsFromSelf().stream()
                                        .map(call -> call.getTarget().getName()),
                                type.getMethodReferencesFromSelf().stream()
                                        .map(call -> call.getTarget().getName())))
                        .as(name)
                        .contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ![x](https://evil.example/p.png) | !\\[x\\](https:\u200b//evil.example/p.png)
        <img src=x onerror=y>            | \\<img src=x onerror=y\\>
        see https://evil.example now     | see https:\u200b//evil.example now
        www.evil.example                 | www\u200b.evil.example
        [a]: https://evil.example        | \\[a\\]: https:\u200b//evil.example
        `code` and \\[x]                 | \\`code\\` and \\\\\\[x\\]
        """)
    void nothingBecomesALinkAnImageOrAnElement(String text, String shown) {
        assertThat(Texts.unlinked(List.of(text))).containsExactly(shown);
    }

    private static void collect(JsonNode node, Set<String> shown) {
        if (Set.of("html", "iframe").contains(node.path("type").asText())) {
            shown.add(node.path("type").asText());
        }
        if (node.path("type").asText().equals("text")) {
            Matcher parts = PART.matcher(node.path("text").asText());
            while (parts.find()) {
                Matcher names =
                        NAME.matcher(parts.group(1).replaceAll("\"[^\"]*\"", "").replaceAll("\\.\\w+", ""));
                while (names.find()) {
                    if (!WORDS.contains(names.group())) {
                        shown.add(names.group());
                    }
                }
            }
        }
        node.path("components").forEach(child -> collect(child, shown));
    }
}
