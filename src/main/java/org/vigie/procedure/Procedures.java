package org.vigie.procedure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.vigie.engine.client.ModelSource;
import org.vigie.plan.MaintenancePlan;
import org.w3c.dom.Element;

/** Writes the procedures of an application from the models that are in force, its rows of the tables, and its plan. */
@Component
class Procedures {

    /** The first line of each page: only what begins with it is replaced. */
    static final String MARK =
            "<!-- written by Vigie from what runs; changes are lost, change the model, the table or the plan -->";

    private static final Set<String> OF_RELEASES = Set.of("release", "rollback", "release-proposal", "deprecation");
    private static final Set<String> OF_DATABASES = Set.of("backup", "restore-test", "database-recovery");

    private final ModelSource source;

    Procedures(ModelSource source) {
        this.source = source;
    }

    /** File names with their texts. */
    Map<String, String> of(MaintenancePlan plan) {
        SortedMap<String, String> models = new TreeMap<>(source.models());
        Map<String, String> pages = new LinkedHashMap<>();
        StringBuilder index = new StringBuilder(
                MARK + "\n# Procedures of " + plan.name() + "\n\n| procedure | what it is for |\n|---|---|\n");
        for (Element diagram : read(models, ".bpmn")) {
            ProcessPage page = ProcessPage.of(diagram);
            if (concerns(page.id(), plan)) {
                pages.put(page.id() + ".md", MARK + "\n" + page.render());
                index.append(ModelXml.row(List.of("[" + page.name() + "](" + page.id() + ".md)", page.purpose())));
            }
        }
        index.append("\nWhat the tables decide for this application: [tables.md](tables.md).\n\n");
        index.append(PlanPage.render(plan));
        StringBuilder tables =
                new StringBuilder(MARK + "\n# Decisions of " + plan.name() + "\n\nA - stands for any value.\n\n");
        for (Element file : read(models, ".dmn")) {
            ModelXml.children(file, "decision")
                    .forEach(decision -> tables.append(new TablePage(decision, plan.application()).render()));
        }
        pages.put("tables.md", tables.toString().stripTrailing() + "\n");
        pages.put("README.md", index.toString());
        return pages;
    }

    private static boolean concerns(String process, MaintenancePlan plan) {
        return !(OF_RELEASES.contains(process) && plan.release() == null
                || OF_DATABASES.contains(process) && plan.databases().isEmpty()
                || process.equals("preventive-maintenance") && plan.preventive() == null);
    }

    private static List<Element> read(SortedMap<String, String> models, String ending) {
        return models.entrySet().stream()
                .filter(model -> model.getKey().endsWith(ending))
                .map(model -> ModelXml.read(model.getValue(), model.getKey()))
                .toList();
    }
}
