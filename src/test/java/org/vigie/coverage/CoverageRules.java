package org.vigie.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the coverage file must keep, so that it can be believed. */
final class CoverageRules {

    private final Predicate<String> elementExists;
    private final Predicate<String> testExists;

    CoverageRules(Predicate<String> elementExists, Predicate<String> testExists) {
        this.elementExists = elementExists;
        this.testExists = testExists;
    }

    /** All findings, empty when every clause is listed and everything named exists. */
    List<String> findings(List<Clause> clauses, Map<String, Coverage> coverage) {
        var ids = clauses.stream().map(Clause::id).collect(Collectors.toSet());
        var found = new ArrayList<String>();
        ids.stream()
                .filter(id -> !coverage.containsKey(id))
                .sorted()
                .forEach(id -> found.add(id + ": not listed, not even as open"));
        coverage.forEach((id, entry) -> {
            if (!ids.contains(id)) {
                found.add(id + ": no such clause in plans/clauses.tsv");
            }
            statusFinding(entry).forEach(finding -> found.add(id + ": " + finding));
            entry.elements().stream()
                    .filter(elementExists.negate())
                    .forEach(element -> found.add(id + ": no element " + element));
            entry.tests().stream().filter(testExists.negate()).forEach(test -> found.add(id + ": no test " + test));
        });
        return found;
    }

    private static List<String> statusFinding(Coverage entry) {
        var found = new ArrayList<String>();
        switch (entry.status()) {
            case Coverage.DONE -> {
                if (entry.elements().isEmpty() || entry.tests().isEmpty()) {
                    found.add("done, but without an element or without a test");
                }
                if (!entry.missing().isEmpty()) {
                    found.add("done, but says what is missing");
                }
            }
            case Coverage.PARTLY -> {
                if (entry.elements().isEmpty()) {
                    found.add("partly carried, but by no element");
                }
                if (entry.missing().isEmpty()) {
                    found.add("partly carried, but does not say what is missing");
                }
            }
            case Coverage.OPEN -> {
                if (!entry.elements().isEmpty() || !entry.tests().isEmpty()) {
                    found.add("open, but names what carries it: then it is partly");
                }
            }
            default -> found.add("unknown status '" + entry.status() + "', known: done, partly, open");
        }
        return found;
    }
}
