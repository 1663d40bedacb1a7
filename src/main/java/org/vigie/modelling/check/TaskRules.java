package org.vigie.modelling.check;

import static org.vigie.modelling.check.XmlModel.extension;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.modelling.Finding;
import org.w3c.dom.Element;

/** Whether somebody works on each step of a diagram, and whether everything exists that it names. */
final class TaskRules {

    private static final Set<String> AUTOMATED = Set.of("serviceTask", "sendTask", "scriptTask");

    private final XmlModel model;
    private final Surroundings around;
    private final List<Finding> found = new ArrayList<>();

    private TaskRules(XmlModel model, Surroundings around) {
        this.model = model;
        this.around = around;
    }

    static List<Finding> check(XmlModel model, Surroundings around) {
        TaskRules rules = new TaskRules(model, around);
        model.nodes().forEach(rules::check);
        model.all("executionListener", "taskListener").forEach(rules::listener);
        return rules.found;
    }

    private void check(Element node) {
        String kind = node.getLocalName();
        Optional<Element> definition = extension(node, "taskDefinition");
        if (AUTOMATED.contains(kind)) {
            definition.ifPresentOrElse(job -> job(node, job), () -> refuse(node, "refused.worker.none"));
        } else {
            definition.ifPresent(job -> job(node, job));
        }
        switch (kind) {
            case "callActivity" ->
                called(node, "calledElement", "processId", around.processes().keySet(), "process");
            case "businessRuleTask" -> {
                if (definition.isEmpty()) {
                    called(
                            node,
                            "calledDecision",
                            "decisionId",
                            around.decisions().keySet(),
                            "decision");
                }
            }
            case "userTask" -> person(node);
            default -> extension(node, "formDefinition").ifPresent(form -> form(node));
        }
    }

    private void job(Element node, Element job) {
        String type = job.getAttribute("type");
        if (type.isBlank()) {
            refuse(node, "refused.worker.none");
        } else if (!around.workers().contains(type)) {
            refuse(node, "refused.worker.unknown", type, nearest(type, around.workers()));
        }
        String retries = job.getAttribute("retries");
        if (!retries.startsWith("=") && !retries.matches("[1-9][0-9]*")) {
            refuse(node, "refused.worker.noRetries");
        }
    }

    private void listener(Element listener) {
        String type = listener.getAttribute("type");
        if (!around.workers().contains(type)) {
            refuse(model.carrier(listener), "refused.worker.unknown", type, nearest(type, around.workers()));
        }
    }

    private void called(Element node, String kind, String key, Set<String> known, String what) {
        Optional<Element> reference = extension(node, kind);
        String target = reference.map(found -> found.getAttribute(key)).orElse("");
        if (target.isBlank()) {
            refuse(node, "refused." + what + ".none");
        } else if (!known.contains(target)) {
            refuse(node, "refused." + what + ".unknown", target, nearest(target, known));
        } else {
            bound(node, reference.orElseThrow());
        }
    }

    private void bound(Element node, Element reference) {
        if (!reference.getAttribute("bindingType").equals("deployment")) {
            refuse(node, "refused.binding");
        }
    }

    private void form(Element node) {
        Optional<Element> reference = extension(node, "formDefinition");
        String form = reference.map(found -> found.getAttribute("formId")).orElse("");
        if (form.isBlank()) {
            refuse(node, "refused.form.none");
            return;
        }
        FormModel.named(form).stream()
                .filter(id -> !around.forms().containsKey(id))
                .forEach(id -> refuse(
                        node,
                        "refused.form.unknown",
                        id,
                        nearest(id, around.forms().keySet())));
        bound(node, reference.orElseThrow());
    }

    private void person(Element task) {
        form(task);
        if (extension(task, "userTask").isEmpty()) {
            refuse(task, "refused.person.notNative");
        }
        String groups = extension(task, "assignmentDefinition")
                .map(assignment -> assignment.getAttribute("candidateGroups"))
                .orElse("");
        if (groups.isBlank()) {
            refuse(task, "refused.person.nobody");
        } else if (!groups.startsWith("=")) {
            Arrays.stream(groups.split(","))
                    .map(String::strip)
                    .filter(group -> !around.groups().contains(group))
                    .forEach(group -> refuse(task, "refused.person.group", group, nearest(group, around.groups())));
        }
        if (!isRecorded(task)) {
            refuse(task, "refused.person.notRecorded");
        }
        answers(task);
    }

    /** By listeners at its start and end, or by the job that follows. */
    private boolean isRecorded(Element task) {
        Set<String> listening = extension(task, "executionListeners").stream()
                .flatMap(XmlModel::children)
                .filter(listener ->
                        listener.getAttribute("type").equals("record-step-" + listener.getAttribute("eventType")))
                .map(listener -> listener.getAttribute("eventType"))
                .collect(Collectors.toSet());
        List<Element> ways = model.leaving(task);
        return listening.containsAll(Set.of("start", "end"))
                || ways.size() == 1
                        && model.find(ways.getFirst().getAttribute("targetRef"))
                                .flatMap(next -> extension(next, "taskDefinition"))
                                .filter(job -> job.getAttribute("type").startsWith("record-"))
                                .isPresent();
    }

    /** What a person fills in must leave the task, and what leaves it must be asked for. */
    private void answers(Element task) {
        String id = extension(task, "formDefinition")
                .map(form -> form.getAttribute("formId"))
                .orElse("");
        Set<String> taken =
                outputs(task).map(output -> output.getAttribute("target")).collect(Collectors.toSet());
        Set<String> lost = new HashSet<>();
        FormModel.named(id).stream()
                .map(around.forms()::get)
                .filter(Objects::nonNull)
                .forEach(form -> form.written().stream()
                        .filter(key -> !taken.contains(key) && lost.add(key))
                        .forEach(key -> refuse(task, "refused.form.fieldLost", key, form.id())));
    }

    private static Stream<Element> outputs(Element task) {
        return extension(task, "ioMapping").stream().flatMap(mapping -> XmlModel.children(mapping, "output").stream());
    }

    /** What was probably meant. */
    static String nearest(String wrong, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(name -> name))
                .orElse("–");
    }

    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int i = 0; i <= other.length(); i++) {
            before[i] = i;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] now = new int[other.length() + 1];
            now[0] = row;
            for (int i = 1; i <= other.length(); i++) {
                int changed = before[i - 1] + (one.charAt(row - 1) == other.charAt(i - 1) ? 0 : 1);
                now[i] = Math.min(changed, Math.min(before[i], now[i - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }

    private void refuse(Element element, String says, Object... values) {
        List<Object> all = new ArrayList<>();
        all.add(model.nameOf(element));
        Stream.of(values).filter(Objects::nonNull).forEach(all::add);
        found.add(Finding.of(model.file(), element.getAttribute("id"), says, all.toArray()));
    }
}
