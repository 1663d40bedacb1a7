package org.vigie.modelling.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vigie.modelling.Finding;
import org.w3c.dom.Element;

/** Whether every way through a diagram leads on. */
final class FlowRules {

    private static final Set<String> CHOOSING = Set.of("exclusiveGateway", "inclusiveGateway");

    private final XmlModel model;
    private final List<Finding> found = new ArrayList<>();

    private FlowRules(XmlModel model) {
        this.model = model;
    }

    static List<Finding> check(XmlModel model) {
        FlowRules rules = new FlowRules(model);
        model.nodes().forEach(rules::ends);
        model.nodes().filter(node -> CHOOSING.contains(node.getLocalName())).forEach(rules::chooses);
        model.all("sequenceFlow").forEach(rules::hangs);
        return rules.found;
    }

    private void ends(Element node) {
        String kind = node.getLocalName();
        boolean aside = "true".equals(node.getAttribute("triggeredByEvent"));
        if (!aside
                && !kind.equals("startEvent")
                && !kind.equals("boundaryEvent")
                && model.leadingTo(node).isEmpty()) {
            refuse(node, "refused.flow.nothingLeads");
        }
        if (!aside && !kind.equals("endEvent") && model.leaving(node).isEmpty()) {
            refuse(node, "refused.flow.nothingFollows");
        }
    }

    private void chooses(Element gateway) {
        List<Element> ways = model.leaving(gateway);
        if (ways.size() < 2) {
            return;
        }
        String fallback = gateway.getAttribute("default");
        if (ways.stream().noneMatch(way -> way.getAttribute("id").equals(fallback))) {
            refuse(gateway, "refused.gateway.noDefault");
        }
        ways.stream()
                .filter(way -> !way.getAttribute("id").equals(fallback))
                .filter(way -> XmlModel.child(way, "conditionExpression")
                        .map(Element::getTextContent)
                        .filter(text -> !text.isBlank())
                        .isEmpty())
                .forEach(way -> found.add(Finding.of(
                        model.file(),
                        way.getAttribute("id"),
                        "refused.gateway.noCondition",
                        model.nameOf(way),
                        model.nameOf(gateway))));
    }

    private void hangs(Element flow) {
        if (model.find(flow.getAttribute("sourceRef")).isEmpty()
                || model.find(flow.getAttribute("targetRef")).isEmpty()) {
            refuse(flow, "refused.flow.hangs");
        }
    }

    private void refuse(Element element, String says) {
        found.add(Finding.of(model.file(), element.getAttribute("id"), says, model.nameOf(element)));
    }
}
