package org.vigie.support.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Collects over many tests what they passed of the models, and says what none of them did. */
public final class ModelCoverage {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private static final List<String> PASSABLE =
            List.of("Event", "Task", "Gateway", "sequenceFlow", "callActivity", "subProcess");

    private final Set<String> passed = new ConcurrentSkipListSet<>();

    /** Adds what a test passed, as {@link ProcessRun#passed()} gives it. */
    public void add(Collection<String> elements) {
        passed.addAll(elements);
    }

    /** Elements and sequence flows of the process that were never passed, as {@code process#element}. */
    public Set<String> missing(String processId) {
        var missing = new TreeSet<String>();
        var elements = parse(Path.of("bpmn", processId + ".bpmn")).getElementsByTagNameNS(BPMN, "*");
        for (int i = 0; i < elements.getLength(); i++) {
            var element = (Element) elements.item(i);
            if (PASSABLE.stream().anyMatch(element.getLocalName()::endsWith) && !leavesEventBasedGateway(element)) {
                missing.add(processId + "#" + element.getAttribute("id"));
            }
        }
        missing.removeAll(passed);
        return missing;
    }

    /** The engine goes from there straight to the event that happened, without taking the flow. */
    private static boolean leavesEventBasedGateway(Element flow) {
        var gateways = flow.getOwnerDocument().getElementsByTagNameNS(BPMN, "eventBasedGateway");
        for (int i = 0; i < gateways.getLength(); i++) {
            if (((Element) gateways.item(i)).getAttribute("id").equals(flow.getAttribute("sourceRef"))) {
                return true;
            }
        }
        return false;
    }

    private static Element parse(Path file) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
