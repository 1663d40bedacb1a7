package org.vigie.modelling.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.modelling.check.XmlModel;
import org.w3c.dom.Element;

/** A diagram as SVG, as it is drawn in Camunda Modeler, with what differs coloured. It needs no style and no script. */
public final class DiagramPicture {

    private static final double MARGIN = 20;
    private static final double LINE = 13;
    private static final int LETTERS_OF_A_LABEL = 16;

    private static final double AROUND = 150;
    private static final int MOST_REGIONS = 8;

    private record Box(double x, double y, double width, double height) {

        Box widened(double by) {
            return new Box(x - by, y - by, width + 2 * by, height + 2 * by);
        }

        boolean meets(Box other) {
            return x <= other.x + other.width
                    && other.x <= x + width
                    && y <= other.y + other.height
                    && other.y <= y + height;
        }

        Box with(Box other) {
            double left = Math.min(x, other.x);
            double top = Math.min(y, other.y);
            return new Box(
                    left,
                    top,
                    Math.max(x + width, other.x + other.width) - left,
                    Math.max(y + height, other.y + other.height) - top);
        }
    }

    /** A part of a diagram that something differs in, with what stands around it. */
    public record Region(double left, double top, double width, double height) {}

    private final XmlModel model;
    private final Map<String, String> differing;
    private final StringBuilder out = new StringBuilder();

    private DiagramPicture(XmlModel model, Map<String, String> differing) {
        this.model = model;
        this.differing = differing;
    }

    /**
     * Draws a diagram.
     *
     * @param differing how elements differ, by id: {@code added}, {@code changed} or {@code removed}
     */
    public static String of(String file, String text, Map<String, String> differing) {
        return of(file, text, differing, null);
    }

    /**
     * Draws a part of a diagram.
     *
     * @param region null: all of it
     */
    public static String of(String file, String text, Map<String, String> differing, @Nullable Region region) {
        DiagramPicture picture = new DiagramPicture(XmlModel.parse(file, text), differing);
        picture.draw(region);
        return picture.out.toString();
    }

    /**
     * Where two versions of a diagram differ, from left to right: large enough to be read, the same parts of both. A diagram of which
     * nothing that is drawn differs has none.
     *
     * @param texts the versions there are
     */
    public static List<Region> regions(String file, List<String> texts, Map<String, String> differing) {
        List<Box> boxes = new ArrayList<>();
        for (String text : texts) {
            DiagramPicture picture = new DiagramPicture(XmlModel.parse(file, text), differing);
            picture.model
                    .picture()
                    .filter(shape -> shape.getLocalName().equals("BPMNShape"))
                    .filter(picture::isDifferent)
                    .flatMap(shape -> bounds(shape).stream())
                    .map(box -> box.widened(AROUND))
                    .forEach(boxes::add);
            picture.model
                    .picture()
                    .filter(shape -> shape.getLocalName().equals("BPMNEdge"))
                    .filter(picture::isDifferent)
                    .flatMap(edge -> XmlModel.children(edge, "waypoint").stream()
                            .map(point -> new Box(number(point, "x"), number(point, "y"), 0, 0))
                            .reduce(Box::with)
                            .stream())
                    .map(box -> box.widened(AROUND))
                    .forEach(boxes::add);
        }
        return joined(boxes).stream()
                .sorted(Comparator.comparingDouble(Box::x).thenComparingDouble(Box::y))
                .limit(MOST_REGIONS)
                .map(box -> new Region(box.x(), box.y(), box.width(), box.height()))
                .toList();
    }

    /** Boxes that meet become one. */
    private static List<Box> joined(List<Box> boxes) {
        List<Box> apart = new ArrayList<>();
        for (Box box : boxes) {
            Box whole = box;
            for (Box met = next(apart, whole); met != null; met = next(apart, whole)) {
                apart.remove(met);
                whole = whole.with(met);
            }
            apart.add(whole);
        }
        return apart;
    }

    private static @Nullable Box next(List<Box> apart, Box box) {
        return apart.stream().filter(box::meets).findFirst().orElse(null);
    }

    private void draw(@Nullable Region region) {
        List<Element> shapes = model.picture()
                .filter(shape -> shape.getLocalName().equals("BPMNShape"))
                .toList();
        List<Element> edges = model.picture()
                .filter(shape -> shape.getLocalName().equals("BPMNEdge"))
                .toList();
        List<Box> boxes = new ArrayList<>();
        shapes.forEach(shape -> {
            bounds(shape).ifPresent(boxes::add);
            label(shape).ifPresent(boxes::add);
        });
        edges.forEach(edge -> {
            XmlModel.children(edge, "waypoint")
                    .forEach(point -> boxes.add(new Box(number(point, "x"), number(point, "y"), 0, 0)));
            label(edge).ifPresent(boxes::add);
        });
        double left = boxes.stream().mapToDouble(Box::x).min().orElse(0) - MARGIN;
        double top = boxes.stream().mapToDouble(Box::y).min().orElse(0) - MARGIN;
        double width =
                boxes.stream().mapToDouble(box -> box.x() + box.width()).max().orElse(0) + MARGIN - left;
        double height =
                boxes.stream().mapToDouble(box -> box.y() + box.height()).max().orElse(0) + MARGIN - top;
        if (region != null) {
            left = region.left();
            top = region.top();
            width = region.width();
            height = region.height();
        }
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%s %s %s %s\" width=\"%s\" height=\"%s\""
                        + " font-family=\"Arial, sans-serif\" font-size=\"11\">",
                left, top, width, height, width, height);
        add("<defs><marker id=\"end\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\""
                + " orient=\"auto\"><path d=\"M0,0 L10,5 L0,10 z\" fill=\"#1c2733\"/></marker></defs>");
        add("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>", left, top, width, height);
        edges.forEach(this::flow);
        // sub-processes are behind what they hold, and events on the edge of a task in front of it
        shapes.stream().sorted(Comparator.comparingInt(this::layer)).forEach(this::node);
        out.append("</svg>");
    }

    private int layer(Element shape) {
        return switch (element(shape).map(Element::getLocalName).orElse("")) {
            case "subProcess" -> 0;
            case "boundaryEvent" -> 2;
            default -> 1;
        };
    }

    private Optional<Element> element(Element shape) {
        return model.find(shape.getAttribute("bpmnElement"));
    }

    private void flow(Element edge) {
        String points = XmlModel.children(edge, "waypoint").stream()
                .map(point -> number(point, "x") + "," + number(point, "y"))
                .collect(Collectors.joining(" "));
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" marker-end=\"url(#end)\"/>",
                points, stroke(edge), isDifferent(edge) ? "3" : "1.2");
        element(edge)
                .ifPresent(flow ->
                        label(edge).ifPresent(box -> text(flow.getAttribute("name"), box, LETTERS_OF_A_LABEL, false)));
    }

    private void node(Element shape) {
        Element element = element(shape).orElse(null);
        Box box = bounds(shape).orElse(null);
        if (element == null || box == null) {
            return;
        }
        String kind = element.getLocalName();
        String paint = "fill=\"" + fill(shape, kind) + "\" stroke=\"" + stroke(shape) + "\" stroke-width=\""
                + width(shape, kind) + "\"";
        double middleX = box.x() + box.width() / 2;
        double middleY = box.y() + box.height() / 2;
        if (kind.endsWith("Gateway")) {
            add(
                    "<polygon points=\"%s,%s %s,%s %s,%s %s,%s\" %s/>",
                    middleX,
                    box.y(),
                    box.x() + box.width(),
                    middleY,
                    middleX,
                    box.y() + box.height(),
                    box.x(),
                    middleY,
                    paint);
            out.append(Symbols.ofGateway(element, middleX, middleY, stroke(shape)));
            outside(shape, element);
        } else if (kind.endsWith("Event")) {
            add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s/>", middleX, middleY, box.width() / 2, paint);
            if (kind.startsWith("boundary") || kind.startsWith("intermediate")) {
                add(
                        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"none\" stroke=\"%s\"/>",
                        middleX, middleY, box.width() / 2 - 3, stroke(shape));
            }
            out.append(Symbols.ofEvent(element, middleX, middleY, stroke(shape)));
            outside(shape, element);
        } else {
            add(
                    "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"8\" %s%s/>",
                    box.x(),
                    box.y(),
                    box.width(),
                    box.height(),
                    paint,
                    "true".equals(element.getAttribute("triggeredByEvent")) ? " stroke-dasharray=\"4 3\"" : "");
            if (kind.equals("subProcess")) {
                text(model.nameOf(element), new Box(box.x(), box.y() + 4, box.width(), LINE), 80, false);
            } else {
                out.append(Symbols.ofTask(element, box.x(), box.y(), box.width(), box.height(), stroke(shape)));
                text(model.nameOf(element), box, (int) (box.width() / 6), true);
            }
        }
    }

    private void outside(Element shape, Element element) {
        label(shape).ifPresent(box -> text(element.getAttribute("name"), box, LETTERS_OF_A_LABEL, false));
    }

    private void text(String words, Box box, int letters, boolean middle) {
        List<String> lines = wrapped(words, letters);
        double y = middle ? box.y() + box.height() / 2 - (lines.size() - 1) * LINE / 2 + 4 : box.y() + LINE - 2;
        for (String line : lines) {
            add(
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\" fill=\"#1c2733\">%s</text>",
                    box.x() + box.width() / 2, y, escaped(line));
            y += LINE;
        }
    }

    private static List<String> wrapped(String words, int letters) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > letters) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private boolean isDifferent(Element shape) {
        return differing.containsKey(shape.getAttribute("bpmnElement"));
    }

    private String stroke(Element shape) {
        return switch (differing.getOrDefault(shape.getAttribute("bpmnElement"), "")) {
            case "added" -> "#1a7f37";
            case "changed" -> "#9a6700";
            case "removed" -> "#b3261e";
            default -> "#1c2733";
        };
    }

    private String fill(Element shape, String kind) {
        return switch (differing.getOrDefault(shape.getAttribute("bpmnElement"), "")) {
            case "added" -> "#d3f2d9";
            case "changed" -> "#fbe9bd";
            case "removed" -> "#f9d5d2";
            default -> kind.equals("subProcess") ? "none" : "#ffffff";
        };
    }

    private String width(Element shape, String kind) {
        if (isDifferent(shape)) {
            return "3";
        }
        return kind.equals("endEvent") || kind.equals("callActivity") ? "3" : "1.5";
    }

    private static Optional<Box> bounds(Element shape) {
        return XmlModel.child(shape, "Bounds").map(DiagramPicture::box);
    }

    private static Optional<Box> label(Element shape) {
        return XmlModel.child(shape, "BPMNLabel")
                .flatMap(label -> XmlModel.child(label, "Bounds"))
                .map(DiagramPicture::box);
    }

    private static Box box(Element bounds) {
        return new Box(number(bounds, "x"), number(bounds, "y"), number(bounds, "width"), number(bounds, "height"));
    }

    private static double number(Element element, String attribute) {
        try {
            return Double.parseDouble(element.getAttribute(attribute));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void add(String pattern, Object... values) {
        out.append(String.format(Locale.ROOT, pattern, values));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
