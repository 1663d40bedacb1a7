package org.vigie.modelling.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.scheduling.support.CronExpression;
import org.vigie.engine.decision.Feel;
import org.vigie.modelling.Finding;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/** Whether expressions and delays can be read. */
final class ExpressionRules {

    private static final Set<String> TIMERS = Set.of("timeDuration", "timeDate", "timeCycle");

    private final Feel feel;

    ExpressionRules(Feel feel) {
        this.feel = feel;
    }

    List<Finding> check(XmlModel diagram) {
        List<Finding> found = new ArrayList<>();
        for (Element element : diagram.elements()) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) element.getAttributes().item(i);
                if (attribute.getValue().startsWith("=")) {
                    expression(diagram, element, attribute.getValue(), found);
                }
            }
            String kind = element.getLocalName();
            if (kind.equals("conditionExpression") || kind.equals("completionCondition")) {
                String text = element.getTextContent().strip();
                if (!text.isEmpty()) {
                    expression(diagram, element, text.startsWith("=") ? text : "=" + text, found);
                }
            } else if (TIMERS.contains(kind)) {
                timer(diagram, element, found);
            }
        }
        return found;
    }

    private void timer(XmlModel diagram, Element timer, List<Finding> found) {
        String text = timer.getTextContent().strip();
        if (text.startsWith("=")) {
            expression(diagram, timer, text, found);
        } else if (!isTime(timer.getLocalName(), text)) {
            Element carrier = diagram.carrier(timer);
            found.add(Finding.of(
                    diagram.file(), carrier.getAttribute("id"), "refused.delay", diagram.nameOf(carrier), text));
        }
    }

    private static boolean isTime(String kind, String text) {
        try {
            return switch (kind) {
                case "timeDuration" -> isDuration(text);
                case "timeDate" -> OffsetDateTime.parse(text) != null;
                default ->
                    text.startsWith("R")
                            ? isDuration(text.substring(text.lastIndexOf('/') + 1))
                            : CronExpression.isValidExpression(text);
            };
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDuration(String text) {
        int time = text.indexOf('T');
        String days = time < 0 ? text : text.substring(0, time);
        boolean daysFit = days.equals("P") ? time > 0 : Period.parse(days) != null;
        return daysFit && (time < 0 || Duration.parse("P" + text.substring(time)) != null);
    }

    private void expression(XmlModel diagram, Element element, String text, List<Finding> found) {
        feel.faultOf(text.substring(1)).ifPresent(fault -> {
            Element carrier = diagram.carrier(element);
            found.add(Finding.of(
                    diagram.file(),
                    carrier.getAttribute("id"),
                    "refused.expression",
                    diagram.nameOf(carrier),
                    text,
                    fault));
        });
    }

    List<Finding> check(FormModel form) {
        List<Finding> found = new ArrayList<>();
        form.components().forEach(component -> expressions(form, component, component, found));
        return found;
    }

    private void expressions(FormModel form, JsonNode component, JsonNode node, List<Finding> found) {
        if (node.isTextual() && node.asText().startsWith("=")) {
            feel.faultOf(node.asText().substring(1))
                    .ifPresent(fault -> found.add(Finding.of(
                            form.file(),
                            component.path("id").asText(),
                            "refused.expression",
                            FormModel.nameOf(component),
                            node.asText(),
                            fault)));
        } else {
            node.properties().forEach(entry -> {
                if (!entry.getKey().equals("components")) {
                    expressions(form, component, entry.getValue(), found);
                }
            });
            if (node.isArray()) {
                node.forEach(item -> expressions(form, component, item, found));
            }
        }
    }
}
