package org.vigie.modelling.check;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.vigie.modelling.ModelKind;
import org.w3c.dom.Element;

/** Which elements of a running case stay what they are when it is brought to another version of its process. */
public final class MigrationPlans {

    private static final Set<String> TIMERS = Set.of("timeDuration", "timeDate", "timeCycle");

    private MigrationPlans() {}

    /**
     * All that both diagrams have, but events beside a step whose time or message was changed: those are set anew.
     *
     * @return ids
     */
    public static Collection<String> plan(String processId, String before, String after) {
        String file = processId + ModelKind.PROCESS.ending();
        XmlModel old = XmlModel.parse(file, before);
        XmlModel model = XmlModel.parse(file, after);
        return old.nodes()
                .map(element -> element.getAttribute("id"))
                .filter(id -> model.find(id)
                        .filter(element -> isSame(old.find(id).orElseThrow(), element, old, model))
                        .isPresent())
                .toList();
    }

    private static boolean isSame(Element was, Element is, XmlModel old, XmlModel model) {
        return was.getLocalName().equals(is.getLocalName())
                && (!isBeside(was) || waitsFor(was, old).equals(waitsFor(is, model)));
    }

    private static boolean isBeside(Element element) {
        return element.getLocalName().equals("boundaryEvent")
                || element.getLocalName().equals("startEvent");
    }

    private static List<String> waitsFor(Element event, XmlModel model) {
        return XmlModel.children(event)
                .filter(child -> child.getLocalName().endsWith("EventDefinition"))
                .flatMap(definition -> Stream.concat(
                        Stream.of(
                                definition.getLocalName(),
                                model.find(definition.getAttribute("messageRef"))
                                        .map(message -> message.getAttribute("name"))
                                        .orElse("")),
                        XmlModel.children(definition)
                                .filter(time -> TIMERS.contains(time.getLocalName()))
                                .map(time -> time.getLocalName()
                                        + time.getTextContent().strip())))
                .toList();
    }
}
