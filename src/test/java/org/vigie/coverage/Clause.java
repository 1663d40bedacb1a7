package org.vigie.coverage;

import java.util.List;
import org.vigie.support.ProjectFiles;

/**
 * A clause of a maintenance plan.
 *
 * @param id its number, such as C-WF-1
 * @param plan the plan it stands in
 * @param text what it demands
 */
record Clause(String id, String plan, String text) {

    /** All clauses of plans/clauses.tsv, in its order. */
    static List<Clause> all() {
        return ProjectFiles.text("plans/clauses.tsv")
                .lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t"))
                .map(columns -> new Clause(columns[0], columns[1], columns[2]))
                .toList();
    }
}
