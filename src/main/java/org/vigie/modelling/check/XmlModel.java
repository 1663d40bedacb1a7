package org.vigie.modelling.check;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import org.jspecify.annotations.Nullable;
import org.vigie.modelling.Finding;
import org.vigie.shared.XmlDocuments;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A diagram or table as XML; nothing outside of the text is ever read. */
public final class XmlModel {

    /** Steps, events and gateways: everything that a case can be at. */
    private static final Set<String> NODES = Set.of(
            "task",
            "serviceTask",
            "sendTask",
            "receiveTask",
            "userTask",
            "manualTask",
            "scriptTask",
            "businessRuleTask",
            "callActivity",
            "subProcess",
            "adHocSubProcess",
            "transaction",
            "startEvent",
            "endEvent",
            "boundaryEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "eventBasedGateway",
            "complexGateway");

    private final String file;
    private final Element root;
    private final List<Element> elements;
    private final Map<String, Element> byId = new HashMap<>();

    private XmlModel(String file, Element root) {
        this.file = file;
        this.root = root;
        this.elements = all(root).filter(element -> !isPicture(element)).toList();
        elements.forEach(element -> {
            if (!element.getAttribute("id").isEmpty()) {
                byId.putIfAbsent(element.getAttribute("id"), element);
            }
        });
    }

    /**
     * Reads a text.
     *
     * @throws UnreadableModelException if it is not the XML that Camunda Modeler writes
     */
    public static XmlModel parse(String file, String text) {
        try {
            DocumentBuilder builder = XmlDocuments.builder();
            builder.setErrorHandler(new Silent());
            return new XmlModel(
                    file, builder.parse(new InputSource(new StringReader(text))).getDocumentElement());
        } catch (SAXParseException e) {
            throw new UnreadableModelException(
                    text.contains("<!DOCTYPE")
                            ? Finding.of(file, null, "refused.doctype", file)
                            : Finding.of(file, null, "refused.xml", file, Math.max(1, e.getLineNumber())));
        } catch (SAXException | IOException e) {
            throw new UnreadableModelException(Finding.of(file, null, "refused.xml", file, 1));
        }
    }

    public String file() {
        return file;
    }

    /** The element around everything. */
    public Element root() {
        return root;
    }

    /** All elements of a kind by its local name, in the order of the file, without the shapes of the picture. */
    public Stream<Element> all(String... kinds) {
        Set<String> wanted = Set.of(kinds);
        return elements.stream().filter(element -> wanted.contains(element.getLocalName()));
    }

    /** All elements but the shapes of the picture. */
    public List<Element> elements() {
        return elements;
    }

    /** Everything that a case can be at. */
    public Stream<Element> nodes() {
        return elements.stream().filter(XmlModel::isNode);
    }

    public Optional<Element> find(@Nullable String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The shapes of the picture. */
    public Stream<Element> picture() {
        return all(root).filter(XmlModel::isPicture);
    }

    /** The flows that leave an element. */
    public List<Element> leaving(Element node) {
        return all("sequenceFlow")
                .filter(flow -> flow.getAttribute("sourceRef").equals(node.getAttribute("id")))
                .toList();
    }

    /** The flows that lead to an element. */
    public List<Element> leadingTo(Element node) {
        return all("sequenceFlow")
                .filter(flow -> flow.getAttribute("targetRef").equals(node.getAttribute("id")))
                .toList();
    }

    /** What people call an element: its label, else its id. */
    public String nameOf(Element element) {
        if (element.getLocalName().equals("sequenceFlow")
                && element.getAttribute("name").isBlank()) {
            return nameOf(element.getAttribute("sourceRef")) + " → " + nameOf(element.getAttribute("targetRef"));
        }
        String label = element.hasAttribute("label") ? element.getAttribute("label") : element.getAttribute("name");
        return label.isBlank() ? element.getAttribute("id") : label.strip().replaceAll("\\s+", " ");
    }

    /** As {@link #nameOf(Element)}. */
    public String nameOf(String id) {
        return find(id).map(this::nameOf).orElse(id);
    }

    /** The element of the diagram that holds this one, which may be an extension of it. */
    public Element carrier(Element inner) {
        Node node = inner;
        while (node instanceof Element element) {
            if (isNode(element)
                    || Set.of("sequenceFlow", "process", "message", "decision", "rule")
                            .contains(element.getLocalName())) {
                return element;
            }
            node = node.getParentNode();
        }
        return root;
    }

    /** Children of a kind. */
    public static List<Element> children(Element parent, String kind) {
        return children(parent)
                .filter(child -> kind.equals(child.getLocalName()))
                .toList();
    }

    /** All children that are elements. */
    public static Stream<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                found.add(element);
            }
        }
        return found.stream();
    }

    /** The first child of a kind. */
    public static Optional<Element> child(Element parent, String kind) {
        return children(parent, kind).stream().findFirst();
    }

    /** An extension of Camunda's that an element has itself. */
    public static Optional<Element> extension(Element element, String kind) {
        return child(element, "extensionElements").flatMap(extensions -> child(extensions, kind));
    }

    /** The text in the child of a cell, without spaces around it. */
    public static String cell(Element element) {
        return child(element, "text").map(text -> text.getTextContent().strip()).orElse("");
    }

    private static Stream<Element> all(Element element) {
        return Stream.concat(Stream.of(element), children(element).flatMap(XmlModel::all));
    }

    /** Camunda has an extension of the name of a user task. */
    private static boolean isNode(Element element) {
        return NODES.contains(element.getLocalName())
                && !String.valueOf(element.getNamespaceURI()).startsWith("http://camunda.org/");
    }

    private static boolean isPicture(Element element) {
        String space = element.getNamespaceURI();
        return space != null && space.matches(".*/(DI|DC|DMNDI)/?");
    }

    /** Faults are told to people, not to the console. */
    private static final class Silent implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
