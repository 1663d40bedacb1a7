package org.vigie.modelling.picture;

import java.util.Locale;
import org.vigie.modelling.check.XmlModel;
import org.w3c.dom.Element;

/** The small signs by which kinds of elements are told apart, as lines of SVG. */
final class Symbols {

    private static final String LINE = "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"/>";

    private Symbols() {}

    /** In the middle of a gateway. */
    static String ofGateway(Element element, double x, double y, String colour) {
        return switch (element.getLocalName()) {
            case "exclusiveGateway" -> line(colour, 2.5, "M%s,%s l12,12 m0,-12 l-12,12", x - 6, y - 6);
            case "parallelGateway" -> line(colour, 3, "M%s,%s h18 m-9,-9 v18", x - 9, y);
            case "inclusiveGateway" -> circle(colour, 2.5, x, y, 9);
            case "eventBasedGateway" ->
                circle(colour, 1, x, y, 12) + line(colour, 1, "M%s,%s l7,5 l-3,8 h-8 l-3,-8 z", x, y - 7);
            default -> "";
        };
    }

    /** In the middle of an event. */
    static String ofEvent(Element element, double x, double y, String colour) {
        return XmlModel.children(element)
                .map(Element::getLocalName)
                .filter(kind -> kind.endsWith("EventDefinition"))
                .findFirst()
                .map(kind -> switch (kind) {
                    case "timerEventDefinition" ->
                        circle(colour, 1, x, y, 9) + line(colour, 1.2, "M%s,%s v-6 m0,6 l4,2", x, y);
                    case "messageEventDefinition" ->
                        line(colour, 1.2, "M%s,%s h16 v11 h-16 z l8,6 l8,-6", x - 8, y - 5);
                    case "errorEventDefinition" ->
                        line(colour, 1.2, "M%s,%s l5,-11 l5,5 l5,-10 l-5,13 l-5,-5 z", x - 7, y + 8);
                    case "terminateEventDefinition" -> circle(colour, 8, x, y, 4);
                    case "escalationEventDefinition" -> line(colour, 1.2, "M%s,%s l6,15 l-6,-6 l-6,6 z", x, y - 8);
                    default -> line(colour, 1.2, "M%s,%s l8,13 h-16 z", x, y - 8);
                })
                .orElse("");
    }

    /** In the corner of a task, and below what calls another process. */
    static String ofTask(Element element, double left, double top, double width, double height, String colour) {
        double x = left + 6;
        double y = top + 6;
        return switch (element.getLocalName()) {
            case "userTask" ->
                circle(colour, 1, x + 6, y + 3, 3) + line(colour, 1, "M%s,%s v-3 a6,5 0 0 1 12,0 v3 z", x, y + 13);
            case "serviceTask", "sendTask" ->
                circle(colour, 3, x + 6, y + 6, 4)
                        + line(
                                colour,
                                1.5,
                                "M%s,%s v2 m0,8 v2 m-6,-6 h2 m8,0 h2 m-10,-4 l1,1 m6,6 l1,1 m-8,0 l1,-1 m6,-6 l1,-1",
                                x + 6,
                                y);
            case "businessRuleTask" -> line(colour, 1, "M%s,%s h14 v10 h-14 z m0,3 h14 m-9,-3 v10 m-5,-3 h14", x, y);
            case "scriptTask" -> line(colour, 1, "M%s,%s h9 q-4,5 0,10 h-9 q4,-5 0,-10 z", x, y);
            case "callActivity" ->
                line(colour, 1, "M%s,%s h12 v12 h-12 z m3,6 h6 m-3,-3 v6", left + width / 2 - 6, top + height - 14);
            default -> "";
        };
    }

    private static String circle(String colour, double stroke, double x, double y, double radius) {
        return String.format(
                Locale.ROOT,
                "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"/>",
                x,
                y,
                radius,
                colour,
                stroke);
    }

    private static String line(String colour, double stroke, String path, double x, double y) {
        return String.format(Locale.ROOT, LINE, String.format(Locale.ROOT, path, x, y), colour, stroke);
    }
}
