package org.vigie.modelling.check;

import static org.vigie.modelling.check.XmlModel.extension;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.modelling.Finding;
import org.w3c.dom.Element;

/** Whether a changed diagram still has what Vigie relies on: its name, the messages it hears, the failures it expects. */
final class ContractRules {

    private static final String CAMUNDA = "http://camunda.org/schema/modeler/1.0";
    private static final String VERSION = "8.6.0";

    private final XmlModel before;
    private final XmlModel model;
    private final List<Finding> found = new ArrayList<>();

    private ContractRules(XmlModel before, XmlModel model) {
        this.before = before;
        this.model = model;
    }

    /** What holds for each diagram, new ones too. */
    static List<Finding> check(String id, XmlModel model) {
        List<Finding> found = new ArrayList<>();
        List<Element> processes = model.all("process").toList();
        String ids =
                processes.stream().map(process -> process.getAttribute("id")).collect(Collectors.joining(", "));
        if (processes.size() != 1 || !ids.equals(id)) {
            found.add(Finding.of(model.file(), null, "refused.process.id", model.file(), id, ids));
        }
        processes.stream()
                .filter(process -> !process.getAttribute("isExecutable").equals("true"))
                .forEach(process -> found.add(Finding.of(
                        model.file(),
                        process.getAttribute("id"),
                        "refused.process.notExecutable",
                        model.nameOf(process))));
        String version = model.root().getAttributeNS(CAMUNDA, "executionPlatformVersion");
        if (!version.equals(VERSION)) {
            found.add(Finding.of(model.file(), null, "refused.process.platform", model.file(), version, VERSION));
        }
        return found;
    }

    /** What a changed diagram must keep. */
    static List<Finding> check(XmlModel before, XmlModel model) {
        ContractRules rules = new ContractRules(before, model);
        rules.messages();
        rules.failures();
        rules.answers();
        return rules.found;
    }

    private void messages() {
        Set<String> heard = heard(model);
        before.all("messageEventDefinition", "receiveTask")
                .filter(event -> !messageOf(before, event).isEmpty())
                .filter(event -> !heard.contains(messageOf(before, event)))
                .map(event -> Finding.of(
                        model.file(),
                        before.carrier(event).getAttribute("id"),
                        isStart(before.carrier(event)) ? "refused.message.start" : "refused.message.unheard",
                        before.nameOf(before.carrier(event)),
                        messageOf(before, event)))
                .distinct()
                .forEach(found::add);
        Set<List<String>> keys = keys(model).collect(Collectors.toSet());
        keys(before)
                .filter(key -> heard.contains(key.getFirst()) && !keys.contains(key))
                .map(key -> Finding.of(model.file(), null, "refused.message.key", key.getFirst(), key.getLast()))
                .distinct()
                .forEach(found::add);
    }

    /** The name of each message and that by which Vigie sends it to one case of many. */
    private static Stream<List<String>> keys(XmlModel model) {
        return model.all("message")
                .flatMap(message -> extension(message, "subscription").stream()
                        .map(subscription ->
                                List.of(message.getAttribute("name"), subscription.getAttribute("correlationKey"))));
    }

    private static boolean isStart(Element event) {
        return event.getLocalName().equals("startEvent")
                && event.getParentNode().getLocalName().equals("process");
    }

    private static Set<String> heard(XmlModel model) {
        return model.all("messageEventDefinition", "receiveTask")
                .map(event -> messageOf(model, event))
                .collect(Collectors.toSet());
    }

    private static String messageOf(XmlModel model, Element event) {
        return model.find(event.getAttribute("messageRef"))
                .map(message -> message.getAttribute("name"))
                .orElse("");
    }

    /** A failure that a step reports and nobody waits for stops the case. */
    private void failures() {
        before.nodes()
                .forEach(step -> model.find(step.getAttribute("id")).ifPresent(same -> {
                    Set<String> now = caught(model, same);
                    if (now.contains("")) {
                        return;
                    }
                    Set<String> lost = new TreeSet<>(caught(before, step));
                    lost.removeAll(now);
                    lost.remove("");
                    lost.forEach(code -> found.add(Finding.of(
                            model.file(), step.getAttribute("id"), "refused.failure", model.nameOf(same), code)));
                }));
    }

    /** The codes of the failures of a step that lead on; an empty one stands for all. */
    private static Set<String> caught(XmlModel model, Element step) {
        if (extension(step, "taskDefinition").isEmpty() && !step.getLocalName().equals("callActivity")) {
            return Set.of();
        }
        Set<String> codes = new HashSet<>();
        model.all("boundaryEvent")
                .filter(event -> event.getAttribute("attachedToRef").equals(step.getAttribute("id")))
                .flatMap(event -> errors(model, event))
                .forEach(codes::add);
        for (Element scope = (Element) step.getParentNode(); ; scope = (Element) scope.getParentNode()) {
            Element around = scope;
            XmlModel.children(around, "subProcess").stream()
                    .filter(inner -> inner.getAttribute("triggeredByEvent").equals("true"))
                    .flatMap(inner -> XmlModel.children(inner, "startEvent").stream())
                    .flatMap(start -> errors(model, start))
                    .forEach(codes::add);
            model.all("boundaryEvent")
                    .filter(event -> event.getAttribute("attachedToRef").equals(around.getAttribute("id")))
                    .flatMap(event -> errors(model, event))
                    .forEach(codes::add);
            if (!scope.getLocalName().equals("subProcess")) {
                return codes;
            }
        }
    }

    private static Stream<String> errors(XmlModel model, Element event) {
        return XmlModel.children(event, "errorEventDefinition").stream()
                .map(definition -> model.find(definition.getAttribute("errorRef"))
                        .map(error -> error.getAttribute("errorCode"))
                        .orElse(""));
    }

    /** What a step handed on before may be missing further on. */
    private void answers() {
        before.all("userTask")
                .forEach(task -> model.find(task.getAttribute("id"))
                        .filter(same -> same.getLocalName().equals("userTask"))
                        .ifPresent(same -> {
                            Set<String> now = targets(same);
                            Set<String> lost = new TreeSet<>(targets(task));
                            lost.removeAll(now);
                            lost.stream()
                                    .filter(this::isUsed)
                                    .forEach(name -> found.add(Finding.of(
                                            model.file(),
                                            task.getAttribute("id"),
                                            "refused.person.outputLost",
                                            model.nameOf(same),
                                            name)));
                        }));
    }

    private boolean isUsed(String name) {
        return model.all("conditionExpression")
                .anyMatch(condition -> condition.getTextContent().matches("(?s).*\\b" + name + "\\b.*"));
    }

    private static Set<String> targets(Element task) {
        return extension(task, "ioMapping").stream()
                .flatMap(mapping -> XmlModel.children(mapping, "output").stream())
                .map(output -> output.getAttribute("target"))
                .collect(Collectors.toSet());
    }

    /** Of a form: what people were asked and the step still hands on. */
    static List<Finding> check(@Nullable FormModel before, FormModel form, List<XmlModel> diagrams) {
        if (before == null) {
            return List.of();
        }
        Set<String> lost = new TreeSet<>(before.written());
        lost.removeAll(form.written());
        List<Finding> found = new ArrayList<>();
        for (XmlModel diagram : diagrams) {
            diagram.all("userTask")
                    .filter(task -> extension(task, "formDefinition")
                            .filter(reference -> FormModel.named(reference.getAttribute("formId"))
                                    .contains(form.id()))
                            .isPresent())
                    .forEach(task -> lost.stream()
                            .filter(key -> extension(task, "ioMapping").stream()
                                    .flatMap(mapping -> XmlModel.children(mapping, "output").stream())
                                    .anyMatch(output ->
                                            output.getAttribute("source").equals("=" + key)))
                            .forEach(key -> found.add(Finding.of(
                                    form.file(),
                                    null,
                                    "refused.form.fieldGone",
                                    form.file(),
                                    key,
                                    diagram.nameOf(task)))));
        }
        return found;
    }
}
