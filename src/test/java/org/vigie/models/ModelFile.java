package org.vigie.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A BPMN or DMN file and its elements in the order of the file, without the diagram's shapes. */
record ModelFile(String name, List<Element> elements) {

    /** Reads and parses the file. */
    static ModelFile read(Path path) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var document = factory.newDocumentBuilder().parse(path.toFile());
            return new ModelFile(path.getFileName().toString(), elementsOf(document));
        } catch (Exception e) {
            throw new IllegalStateException("cannot read " + path, e);
        }
    }

    private static List<Element> elementsOf(Document document) {
        var nodes = document.getElementsByTagNameNS("*", "*");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .filter(element -> element.getNamespaceURI() == null
                        || !element.getNamespaceURI().matches(".*/(DI|DC|DMNDI)/?"))
                .toList();
    }

    /** The file's name without its ending. */
    String root() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** All ids of the file. */
    Stream<String> ids() {
        return elements.stream().map(element -> element.getAttribute("id")).filter(id -> !id.isEmpty());
    }

    /** The elements of one kind, by local name. */
    Stream<Element> all(String localName) {
        return elements.stream().filter(element -> localName.equals(element.getLocalName()));
    }

    /** The BPMN element that an extension belongs to. */
    static Element carrier(Element extension) {
        var parent = extension.getParentNode();
        while (parent instanceof Element element && !element.hasAttribute("id")) {
            parent = element.getParentNode();
        }
        return (Element) parent;
    }

    /** The process that an element is in. */
    static Optional<String> processOf(Element element) {
        for (var node = element.getParentNode(); node instanceof Element parent; node = parent.getParentNode()) {
            if ("process".equals(parent.getLocalName())) {
                return Optional.of(parent.getAttribute("id"));
            }
        }
        return Optional.empty();
    }
}
