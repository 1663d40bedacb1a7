package org.vigie.statuspage.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.vigie.shared.XmlText;

/** Writes XML that is well-formed whatever the values are. */
final class Xml {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private Xml() {}

    /** What a document is made of. */
    interface Content {
        void write(XMLStreamWriter out) throws XMLStreamException;
    }

    static byte[] document(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out = FACTORY.createXMLStreamWriter(bytes, UTF_8.name());
            out.writeStartDocument(UTF_8.name(), "1.0");
            out.writeCharacters("\n");
            content.write(out);
            out.writeEndDocument();
            out.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(XmlText.clean(text));
        out.writeEndElement();
        out.writeCharacters("\n");
    }
}
