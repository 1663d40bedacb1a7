package org.vigie.coverage;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vigie.support.GeneratedDocument;

class CoverageDocumentTests {

    @Test
    void pageOfCoverageIsAsTheFileSays() throws IOException {
        GeneratedDocument.check("docs/coverage.md", page(Clause.all(), Coverage.ofProject()));
    }

    private static String page(List<Clause> clauses, Map<String, Coverage> coverage) {
        var page = new StringBuilder("""
                # Coverage of the maintenance plans

                Made from `plans/clauses.tsv` and `docs/coverage.yaml`: `./mvnw test -Dtest='*DocumentTests' -Ddocs.write=true`. Do not
                edit. A test checks that every element and test named here exists.

                | plan | clauses | done | partly | open |
                |---|---:|---:|---:|---:|
                """);
        var plans = clauses.stream().collect(Collectors.groupingBy(Clause::plan));
        plans.keySet().stream().sorted().forEach(plan -> {
            var byStatus = plans.get(plan).stream()
                    .collect(Collectors.groupingBy(
                            clause -> coverage.get(clause.id()).status(), Collectors.counting()));
            page.append("| %s | %d | %d | %d | %d |\n"
                    .formatted(
                            plan,
                            plans.get(plan).size(),
                            byStatus.getOrDefault(Coverage.DONE, 0L),
                            byStatus.getOrDefault(Coverage.PARTLY, 0L),
                            byStatus.getOrDefault(Coverage.OPEN, 0L)));
        });
        page.append("\n| clause | what the plan demands | status | carried by | shown by |\n|---|---|---|---|---|\n");
        for (var clause : clauses) {
            var entry = coverage.get(clause.id());
            var missing = entry.missing().isEmpty() ? "" : ": " + entry.missing() + " missing";
            page.append("| %s | %s | %s%s | %s | %s |\n"
                    .formatted(
                            clause.id(),
                            clause.text(),
                            entry.status(),
                            missing,
                            cell(entry.elements()),
                            cell(entry.tests())));
        }
        return page.toString();
    }

    private static String cell(List<String> references) {
        return references.stream()
                .map(reference -> "`" + reference.replace("org.vigie.", "") + "`")
                .collect(Collectors.joining("<br>"));
    }
}
