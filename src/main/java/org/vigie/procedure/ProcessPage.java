package org.vigie.procedure;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.w3c.dom.Element;

/**
 * A process as a procedure for people: how it starts, its steps, who does each, and how it ends. Diagrams are read from left to right
 * along a straight line, and so are the steps; what lies far from the line comes after it.
 */
final class ProcessPage {

    private static final Set<String> TASKS = Set.of(
            "task",
            "userTask",
            "manualTask",
            "serviceTask",
            "sendTask",
            "receiveTask",
            "scriptTask",
            "businessRuleTask",
            "callActivity");
    private static final double FAR = 180;

    private final Element process;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Element> inOrder = new LinkedHashMap<>();
    private final double line;

    /** The middle of a shape. */
    private record Place(double x, double y) {}

    private ProcessPage(Element root, Element process) {
        this.process = process;
        ModelXml.all(root, "BPMNShape")
                .forEach(shape -> ModelXml.first(shape, "Bounds")
                        .ifPresent(bounds -> places.put(
                                shape.getAttribute("bpmnElement"),
                                new Place(
                                        number(bounds, "x") + number(bounds, "width") / 2,
                                        number(bounds, "y") + number(bounds, "height") / 2))));
        ModelXml.all(process, "*")
                .filter(element -> places.containsKey(element.getAttribute("id")))
                .sorted(Comparator.comparingDouble(
                                (Element element) -> place(element).x())
                        .thenComparing(element -> place(element).y()))
                .forEach(element -> inOrder.put(element.getAttribute("id"), element));
        line = inOrder.values().stream()
                .filter(element -> element.getLocalName().equals("startEvent"))
                .mapToDouble(element -> place(element).y())
                .findFirst()
                .orElse(0);
    }

    /** @param root of the file of the process */
    static ProcessPage of(Element root) {
        return new ProcessPage(
                root, ModelXml.children(root, "process").findFirst().orElseThrow());
    }

    String id() {
        return process.getAttribute("id");
    }

    String name() {
        return process.getAttribute("name");
    }

    /** The first sentence of what the model says of itself. */
    String purpose() {
        return ModelXml.documentation(process).split("(?<=\\.) ", 2)[0];
    }

    /** In Markdown. */
    String render() {
        StringBuilder page = new StringBuilder("# " + name() + "\n\n" + ModelXml.documentation(process) + "\n");
        list(page, "How it starts", "startEvent");
        steps(page, "Steps", element -> !isFar(element));
        list(page, "What may come in between", "boundaryEvent");
        steps(page, "Steps beside", this::isFar);
        list(page, "How it ends", "endEvent");
        return page.toString();
    }

    private void steps(StringBuilder page, String title, Predicate<Element> which) {
        List<Element> tasks = inOrder.values().stream()
                .filter(element -> TASKS.contains(element.getLocalName()))
                .filter(which)
                .toList();
        if (tasks.isEmpty()) {
            return;
        }
        page.append("\n## ").append(title).append("\n\n| | step | who | what |\n|---|---|---|---|\n");
        for (int i = 0; i < tasks.size(); i++) {
            Element task = tasks.get(i);
            page.append(ModelXml.row(List.of(
                    String.valueOf(i + 1), task.getAttribute("name"), who(task), ModelXml.documentation(task))));
        }
    }

    private void list(StringBuilder page, String title, String kind) {
        List<Element> found = inOrder.values().stream()
                .filter(element -> element.getLocalName().equals(kind))
                .filter(element -> !element.getAttribute("name").isBlank())
                .toList();
        if (found.isEmpty()) {
            return;
        }
        page.append("\n## ").append(title).append("\n\n");
        for (Element element : found) {
            String says = ModelXml.documentation(element);
            Element at = inOrder.get(element.getAttribute("attachedToRef"));
            page.append("- ")
                    .append(element.getAttribute("name"))
                    .append(
                            at == null || at.getAttribute("name").isBlank()
                                    ? ""
                                    : " (at: " + at.getAttribute("name") + ")")
                    .append(says.isEmpty() ? "" : ": " + says)
                    .append("\n");
        }
    }

    private static String who(Element task) {
        return switch (task.getLocalName()) {
            case "userTask" ->
                ModelXml.first(task, "assignmentDefinition")
                        .map(assigned -> assigned.getAttribute("candidateGroups"))
                        .filter(groups -> !groups.isBlank())
                        .map(groups -> groups.startsWith("=") ? "people (as the plan says)" : groups)
                        .orElse("people");
            case "manualTask", "task" -> "people";
            case "businessRuleTask" ->
                ModelXml.first(task, "calledDecision")
                        .map(called -> called.getAttribute("decisionId"))
                        .map(called -> "table [" + called + "](tables.md#" + called.toLowerCase(Locale.ROOT) + ")")
                        .orElse("Vigie");
            case "callActivity" ->
                ModelXml.first(task, "calledElement")
                        .map(called -> called.getAttribute("processId"))
                        .map(called -> called.startsWith("=")
                                ? "another process"
                                : "process [" + called + "](" + called + ".md)")
                        .orElse("another process");
            default -> "Vigie";
        };
    }

    private boolean isFar(Element element) {
        return Math.abs(place(element).y() - line) > FAR;
    }

    private Place place(Element element) {
        return places.get(element.getAttribute("id"));
    }

    private static double number(Element bounds, String name) {
        return Double.parseDouble(bounds.getAttribute(name));
    }
}
