package org.vigie.procedure;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vigie.shared.HintedException;
import org.vigie.shared.XmlDocuments;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads the XML of models. */
final class ModelXml {

    private ModelXml() {}

    /**
     * The root of a model.
     *
     * @throws HintedException if it is no XML
     */
    static Element read(String text, String name) {
        try {
            return XmlDocuments.builder()
                    .parse(new InputSource(new StringReader(text)))
                    .getDocumentElement();
        } catch (SAXException | IOException e) {
            throw new HintedException("the model " + name + " cannot be read", "Open it in the Modeler.", e);
        }
    }

    /** Elements directly below one, by their name without prefix. */
    static Stream<Element> children(Element parent, String name) {
        return children(parent).filter(child -> child.getLocalName().equals(name));
    }

    static Stream<Element> children(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    /** All elements below one, at whatever depth, in the order of the file. */
    static Stream<Element> all(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagNameNS("*", name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    /** The first element below one, at whatever depth. */
    static Optional<Element> first(Element parent, String name) {
        return all(parent, name).findFirst();
    }

    /** What a model says about an element, on one line; empty if it says nothing. */
    static String documentation(Element element) {
        return children(element, "documentation")
                .map(ModelXml::text)
                .findFirst()
                .orElse("");
    }

    static String text(Element element) {
        return element.getTextContent().strip().replaceAll("\\s+", " ");
    }

    /** A row of a table in Markdown. */
    static String row(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |\n";
    }
}
