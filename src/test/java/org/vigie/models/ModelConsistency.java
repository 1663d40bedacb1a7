package org.vigie.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the missing half of what a model and the code, or two models, must say of each other. */
final class ModelConsistency {

    /** Made by a modeler: Activity_0x1y2z3. */
    private static final Pattern GENERATED_ID = Pattern.compile("[A-Za-z]+_[01][0-9a-z]{6}");

    private ModelConsistency() {}

    /**
     * All findings, empty when everything fits.
     *
     * @param workers the job types that have a worker in the code
     */
    static List<String> findings(Models models, Set<String> workers) {
        var found = new ArrayList<String>();
        var uses = models.uses();
        for (var use : uses) {
            var known = switch (use.kind()) {
                case JOB -> workers;
                case FORM -> models.formIds();
                case DECISION -> models.decisionIds();
                case PROCESS -> models.processIds();
            };
            if (!known.contains(use.target())) {
                found.add("%s#%s: no %s %s"
                        .formatted(
                                use.file(),
                                use.elementId(),
                                use.kind() == ModelUse.Kind.JOB
                                        ? "worker for job type"
                                        : use.kind().name().toLowerCase(),
                                use.target()));
            }
        }
        unused(uses, ModelUse.Kind.JOB, workers)
                .forEach(type -> found.add("no model uses the job type of worker " + type));
        unused(uses, ModelUse.Kind.FORM, models.formIds()).forEach(form -> found.add("no model uses form " + form));
        found.addAll(wrongNames(models));
        return found;
    }

    private static Set<String> unused(List<ModelUse> uses, ModelUse.Kind kind, Set<String> known) {
        var unused = new TreeSet<>(known);
        uses.stream().filter(use -> use.kind() == kind).map(ModelUse::target).forEach(unused::remove);
        return unused;
    }

    private static List<String> wrongNames(Models models) {
        var found = new ArrayList<String>();
        for (var file : models.processFiles()) {
            var processes = file.all("process").map(p -> p.getAttribute("id")).toList();
            if (!processes.equals(List.of(file.root()))) {
                found.add(file.name() + ": file name and process id differ: " + processes);
            }
            file.ids()
                    .filter(id -> GENERATED_ID.matcher(id).matches())
                    .forEach(id -> found.add(file.name() + ": generated id " + id));
        }
        for (var file : models.decisionFiles()) {
            if (file.all("decision")
                    .noneMatch(decision -> decision.getAttribute("id").equals(file.root()))) {
                found.add(file.name() + ": holds no decision " + file.root());
            }
        }
        for (var form : models.formFilesWithIds()) {
            if (!form.matches("(.+)\\.form=\\1")) {
                found.add("file name and form id differ: " + form);
            }
        }
        return found;
    }
}
