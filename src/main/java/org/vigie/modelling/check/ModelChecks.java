package org.vigie.modelling.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vigie.engine.client.DiagramValidation;
import org.vigie.engine.decision.Decisions;
import org.vigie.engine.decision.Feel;
import org.vigie.modelling.Finding;
import org.vigie.modelling.ModelKind;
import org.vigie.modelling.ModelSet;
import org.vigie.shared.HintedException;
import org.w3c.dom.Element;

/**
 * Judges a set of models against the one in force. What Vigie can work on, ask and group is what the shipped models use: a test keeps
 * them and the code together. Thread-safe.
 */
public final class ModelChecks {

    private final Feel feel = new Feel();
    private final ModelSet shipped;

    public ModelChecks(ModelSet shipped) {
        this.shipped = shipped;
    }

    /** Why the set cannot be deployed, each reason in a sentence; empty if it can. */
    public List<Finding> refusals(ModelSet inForce, ModelSet changed) {
        return new Check(inForce, changed).all();
    }

    private final class Check {

        private final ModelSet inForce;
        private final ModelSet changed;
        private final SortedSet<String> files;
        private final List<Finding> found = new ArrayList<>();
        private final SortedMap<String, XmlModel> diagrams = new TreeMap<>();
        private final SortedMap<String, XmlModel> tables = new TreeMap<>();
        private final SortedMap<String, FormModel> forms = new TreeMap<>();

        Check(ModelSet inForce, ModelSet changed) {
            this.inForce = inForce;
            this.changed = changed;
            this.files = changed.differingFrom(inForce);
        }

        List<Finding> all() {
            files.stream().filter(file -> changed.text(file) == null).forEach(this::removed);
            changed.each(
                    ModelKind.PROCESS, (file, text) -> xml(file, text).ifPresent(model -> diagrams.put(file, model)));
            changed.each(
                    ModelKind.DECISION, (file, text) -> xml(file, text).ifPresent(model -> tables.put(file, model)));
            changed.each(ModelKind.FORM, this::form);
            if (!found.isEmpty()
                    && diagrams.size() + tables.size() + forms.size()
                            < changed.files().size()) {
                // what refers to a file that cannot be read is not to blame
                return found;
            }
            Surroundings around = surroundings();
            diagrams.forEach((file, model) -> diagram(file, model, around));
            tables.forEach(this::table);
            forms.values().forEach(this::form);
            if (files.stream().anyMatch(file -> file.endsWith(ModelKind.FORM.ending()))) {
                found.addAll(FormPair.check(forms));
            }
            return found.stream().distinct().toList();
        }

        private void removed(String file) {
            if (!file.endsWith(ModelKind.FORM.ending())) {
                found.add(Finding.of(file, null, "refused.removed", file));
            }
        }

        private Optional<XmlModel> xml(String file, String text) {
            try {
                return Optional.of(XmlModel.parse(file, text));
            } catch (UnreadableModelException e) {
                found.add(e.finding());
                return Optional.empty();
            }
        }

        private void form(String file, String text) {
            try {
                FormModel form = FormModel.parse(file, text);
                if (!form.id().equals(ModelKind.FORM.idIn(file))) {
                    found.add(Finding.of(file, null, "refused.form.id", file, ModelKind.FORM.idIn(file), form.id()));
                }
                forms.put(ModelKind.FORM.idIn(file), form);
            } catch (UnreadableModelException e) {
                found.add(e.finding());
            }
        }

        private Surroundings surroundings() {
            Map<String, String> processes = new HashMap<>();
            diagrams.forEach((file, model) ->
                    model.all("process").forEach(process -> processes.put(process.getAttribute("id"), file)));
            Map<String, String> decisions = new HashMap<>();
            tables.forEach((file, model) ->
                    model.all("decision").forEach(decision -> decisions.put(decision.getAttribute("id"), file)));
            Set<String> workers = new HashSet<>();
            Set<String> groups = new HashSet<>();
            Stream.of(shipped, inForce)
                    .forEach(set -> set.each(ModelKind.PROCESS, (file, text) -> {
                        XmlModel known = XmlModel.parse(file, text);
                        known.all("taskDefinition", "executionListener", "taskListener")
                                .forEach(job -> workers.add(job.getAttribute("type")));
                        known.all("assignmentDefinition")
                                .flatMap(assignment -> Arrays.stream(assignment
                                        .getAttribute("candidateGroups")
                                        .split(",")))
                                .map(String::strip)
                                .filter(group -> !group.isEmpty() && !group.startsWith("="))
                                .forEach(groups::add);
                    }));
            return new Surroundings(workers, groups, processes, decisions, forms);
        }

        private void diagram(String file, XmlModel model, Surroundings around) {
            boolean isChanged = files.contains(file);
            List<Finding> tasks = TaskRules.check(model, around);
            if (!isChanged) {
                // only what the changed files took from it
                found.addAll(tasks);
                return;
            }
            String id = ModelKind.PROCESS.idIn(file);
            found.addAll(ContractRules.check(id, model));
            found.addAll(FlowRules.check(model));
            found.addAll(tasks);
            found.addAll(new ExpressionRules(feel).check(model));
            String before = inForce.text(file);
            if (before != null) {
                found.addAll(ContractRules.check(XmlModel.parse(file, before), model));
            }
            if (found.stream().noneMatch(finding -> finding.file().equals(file))) {
                engine(file, model);
            }
        }

        /** What the engine's own rules say, which are about what no rule of ours is about. */
        private void engine(String file, XmlModel model) {
            try {
                DiagramValidation.problems(Objects.requireNonNull(changed.text(file)))
                        .forEach(problem -> {
                            Element carrier = model.find(problem.elementId())
                                    .map(model::carrier)
                                    .orElse(model.root());
                            found.add(Finding.of(
                                    file,
                                    carrier.getAttribute("id"),
                                    "refused.engine",
                                    model.nameOf(carrier),
                                    problem.message()));
                        });
            } catch (IllegalArgumentException e) {
                found.add(Finding.of(file, null, "refused.bpmn", file));
            }
        }

        private void table(String file, XmlModel model) {
            if (!files.contains(file)) {
                return;
            }
            String before = inForce.text(file);
            List<Finding> faults = TableRules.check(
                    feel, ModelKind.DECISION.idIn(file), model, before == null ? null : XmlModel.parse(file, before));
            found.addAll(faults);
            if (faults.isEmpty()) {
                try {
                    Decisions.of(Objects.requireNonNull(changed.text(file)));
                } catch (HintedException e) {
                    found.add(Finding.of(file, null, "refused.engine", file, e.fact()));
                }
            }
        }

        private void form(FormModel form) {
            if (!files.contains(form.file())) {
                return;
            }
            found.addAll(new ExpressionRules(feel).check(form));
            String before = inForce.text(form.file());
            if (before != null) {
                found.addAll(ContractRules.check(
                        FormModel.parse(form.file(), before), form, List.copyOf(diagrams.values())));
            }
        }
    }
}
