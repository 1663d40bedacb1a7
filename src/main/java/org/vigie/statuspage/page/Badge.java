package org.vigie.statuspage.page;

import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.vigie.shared.XmlText;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.PublicWords;

/** The state as a small picture for pages of others. It says the state in words; its bytes change with the state only. */
public final class Badge {

    private static final int MARGIN = 12;
    private static final int LETTER = 7;

    private Badge() {}

    /** The badge of a state. */
    public static byte[] of(ComponentState state, Locale language) {
        PublicWords words = PublicWords.of(language);
        String label = words.get("badge.label");
        String text = words.get("badge." + state.id());
        int left = width(label);
        int width = left + width(text);
        return Xml.document(out -> {
            out.writeStartElement("svg");
            out.writeDefaultNamespace("http://www.w3.org/2000/svg");
            out.writeAttribute("width", Integer.toString(width));
            out.writeAttribute("height", "20");
            out.writeAttribute("viewBox", "0 0 " + width + " 20");
            out.writeAttribute("role", "img");
            Xml.element(out, "title", label + ": " + text);
            box(out, 0, left, "#4b5867", label);
            box(out, left, width - left, colour(state), text);
            out.writeEndElement();
        });
    }

    private static int width(String text) {
        return text.length() * LETTER + 2 * MARGIN / 2;
    }

    private static void box(XMLStreamWriter out, int x, int width, String colour, String text)
            throws XMLStreamException {
        out.writeEmptyElement("rect");
        out.writeAttribute("x", Integer.toString(x));
        out.writeAttribute("width", Integer.toString(width));
        out.writeAttribute("height", "20");
        out.writeAttribute("fill", colour);
        out.writeStartElement("text");
        out.writeAttribute("x", Integer.toString(x + width / 2));
        out.writeAttribute("y", "14");
        out.writeAttribute("fill", "#ffffff");
        out.writeAttribute("text-anchor", "middle");
        out.writeAttribute("textLength", Integer.toString(width - MARGIN));
        out.writeAttribute("lengthAdjust", "spacingAndGlyphs");
        out.writeAttribute("font-family", "Verdana, DejaVu Sans, sans-serif");
        out.writeAttribute("font-size", "11");
        out.writeCharacters(XmlText.clean(text));
        out.writeEndElement();
    }

    private static String colour(ComponentState state) {
        return switch (state) {
            case UP -> "#1a7f37";
            case DEGRADED -> "#8a5c00";
            case DOWN -> "#b3261e";
            case MAINTENANCE -> "#1f5f8b";
            case UNKNOWN, UNMONITORED -> "#5b6673";
        };
    }
}
