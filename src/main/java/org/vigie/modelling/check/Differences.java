package org.vigie.modelling.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vigie.modelling.ModelKind;
import org.vigie.modelling.ModelSet;
import org.w3c.dom.Element;
import org.w3c.dom.Text;

/** What is not as it was in a set of models, by steps, flows, rules and fields. How they are drawn does not count. */
public final class Differences {

    /** A part of a model: what tells it from others, and what it is made of. */
    private record Part(String kind, String name, String content) {}

    private Differences() {}

    /** All of them, by file; a file that cannot be read is changed as a whole. */
    public static List<Difference> between(ModelSet before, ModelSet after) {
        List<Difference> found = new ArrayList<>();
        for (String file : after.differingFrom(before)) {
            Map<String, Part> was = parts(file, before.text(file));
            Map<String, Part> is = parts(file, after.text(file));
            is.forEach((id, part) -> {
                Part old = was.get(id);
                if (old == null || !old.content().equals(part.content())) {
                    found.add(new Difference(file, old == null ? "added" : "changed", part.kind(), id, part.name()));
                }
            });
            was.forEach((id, part) -> {
                if (!is.containsKey(id)) {
                    found.add(new Difference(file, "removed", part.kind(), id, part.name()));
                }
            });
        }
        return found;
    }

    private static Map<String, Part> parts(String file, @Nullable String text) {
        if (text == null) {
            return Map.of();
        }
        try {
            return file.endsWith(ModelKind.FORM.ending())
                    ? fields(FormModel.parse(file, text))
                    : elements(XmlModel.parse(file, text));
        } catch (UnreadableModelException e) {
            return Map.of(file, new Part("file", file, text));
        }
    }

    private static Map<String, Part> fields(FormModel form) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (JsonNode component : form.components()) {
            ObjectNode content = component.deepCopy();
            content.remove(List.of("components", "layout"));
            parts.put(
                    component.path("id").asText(),
                    new Part(component.path("type").asText(), FormModel.nameOf(component), content.toString()));
        }
        return parts;
    }

    private static Map<String, Part> elements(XmlModel model) {
        Map<String, Part> parts = new LinkedHashMap<>();
        model.elements().stream().filter(Differences::counts).forEach(element -> {
            StringBuilder content = new StringBuilder();
            write(element, element, content);
            parts.put(
                    element.getAttribute("id"),
                    new Part(element.getLocalName(), nameOf(model, element), content.toString()));
        });
        return parts;
    }

    private static boolean counts(Element element) {
        if (element.getAttribute("id").isEmpty()) {
            return false;
        }
        String kind = element.getLocalName();
        return switch (kind) {
            case "definitions" -> false;
            default ->
                !kind.endsWith("EventDefinition")
                        && !kind.endsWith("Entry")
                        && !kind.endsWith("Expression")
                        && !kind.endsWith("Values")
                        && !kind.equals("multiInstanceLoopCharacteristics");
        };
    }

    private static String nameOf(XmlModel model, Element element) {
        if (element.getLocalName().equals("rule")) {
            List<String> cells = new ArrayList<>();
            XmlModel.children(element)
                    .filter(cell -> cell.getLocalName().endsWith("Entry"))
                    .map(XmlModel::cell)
                    .map(cell -> cell.isEmpty() ? "–" : cell)
                    .forEach(cells::add);
            return String.join(" | ", cells);
        }
        return model.nameOf(
                element.getLocalName().equals("decisionTable") ? (Element) element.getParentNode() : element);
    }

    /** An element without the parts that count by themselves, and without the marks of flows that come and go. */
    private static void write(Element top, Element element, StringBuilder out) {
        out.append('<').append(element.getLocalName());
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            String name = element.getAttributes().item(i).getNodeName();
            if (!name.startsWith("xmlns") && !name.startsWith("biodi:")) {
                attributes.put(name, element.getAttributes().item(i).getNodeValue());
            }
        }
        out.append(attributes).append('>');
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                String kind = inner.getLocalName();
                if (!counts(inner) && !kind.equals("incoming") && !kind.equals("outgoing")) {
                    write(top, inner, out);
                }
            } else if (child instanceof Text text) {
                out.append(text.getData().strip());
            }
        }
    }
}
