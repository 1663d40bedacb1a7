package org.vigie.statuspage.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.statuspage.ComponentState;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The feed is what RFC 4287 calls one, and badges are pictures that everybody can read and that do nothing. */
class FeedAndBadgeTests {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String SVG = "http://www.w3.org/2000/svg";

    static Stream<Arguments> feeds() {
        return Stream.of(
                Arguments.of("busy", SamplePages.feed(SamplePages.busy(SamplePages.plan(), "La recherche est lente."))),
                Arguments.of("quiet", SamplePages.feed(SamplePages.quiet())));
    }

    /** Elements, how often each may stand there, and what stands in them: sections 3 and 4 of the RFC. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("feeds")
    void isAFeedAsTheStandardHasIt(String name, String xml) throws Exception {
        Element feed = parse(xml).getDocumentElement();
        assertThat(feed.getLocalName()).isEqualTo("feed");
        assertThat(feed.getAttribute("xml:lang")).isEqualTo("fr");
        assertThat(children(feed))
                .allMatch(child -> child.getNamespaceURI().equals(ATOM))
                .allMatch(child -> Set.of("id", "title", "updated", "link", "author", "entry")
                        .contains(child.getLocalName()));
        UUID.fromString(only(feed, "id").replaceFirst("^urn:uuid:", ""));
        assertThat(only(feed, "title")).isNotBlank();
        OffsetDateTime latest = OffsetDateTime.parse(only(feed, "updated"));
        assertThat(children(child(feed, "author")))
                .extracting(Element::getLocalName)
                .containsExactly("name");
        assertThat(only(child(feed, "author"), "name")).isNotBlank();
        assertThat(links(feed, "self"))
                .singleElement()
                .satisfies(href -> assertThat(URI.create(href).isAbsolute()).isTrue());
        assertThat(links(feed, "alternate")).hasSize(1);

        List<String> ids = new ArrayList<>();
        for (Element entry : all(feed, "entry")) {
            assertThat(children(entry))
                    .extracting(Element::getLocalName)
                    .containsExactlyInAnyOrder("id", "title", "published", "updated", "link", "content");
            ids.add(only(entry, "id"));
            assertThat(only(entry, "title")).isNotBlank();
            OffsetDateTime updated = OffsetDateTime.parse(only(entry, "updated"));
            assertThat(OffsetDateTime.parse(only(entry, "published"))).isBeforeOrEqualTo(updated);
            assertThat(updated).isBeforeOrEqualTo(latest);
            assertThat(links(entry, "alternate"))
                    .singleElement()
                    .satisfies(href -> assertThat(URI.create(href).isAbsolute()).isTrue());
            Element content = child(entry, "content");
            assertThat(content.getAttribute("type")).as("no markup").isEqualTo("text");
            assertThat(children(content)).isEmpty();
            assertThat(content.getTextContent()).isNotBlank();
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(name.equals("busy") ? 3 : 0);
    }

    /** Its bytes change with what it tells, not with the time. */
    @Test
    void theSameNewsAreTheSameBytes() {
        String text = "La recherche est lente.";
        assertThat(SamplePages.feed(SamplePages.busy(SamplePages.plan(), text)))
                .isEqualTo(SamplePages.feed(SamplePages.busy(SamplePages.plan(), text)))
                .isNotEqualTo(SamplePages.feed(SamplePages.busy(SamplePages.plan(), "Elle ne répond plus.")));
    }

    @ParameterizedTest
    @EnumSource(ComponentState.class)
    void aBadgeIsAPictureThatEverybodyCanRead(ComponentState state) throws Exception {
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            Element badge = parse(new String(Badge.of(state, language), UTF_8)).getDocumentElement();
            assertThat(badge.getNamespaceURI()).isEqualTo(SVG);
            assertThat(badge.getLocalName()).isEqualTo("svg");
            int width = Integer.parseInt(badge.getAttribute("width"));
            assertThat(badge.getAttribute("viewBox")).isEqualTo("0 0 " + width + " " + badge.getAttribute("height"));
            assertThat(badge.getAttribute("role")).isEqualTo("img");
            assertThat(children(badge))
                    .as("nothing that could do anything")
                    .extracting(Element::getLocalName)
                    .containsExactly("title", "rect", "text", "rect", "text");
            assertThat(attributes(badge))
                    .noneMatch(attribute -> attribute.startsWith("on") || attribute.contains("href"));
            List<Element> texts = all(badge, "text");
            assertThat(only(badge, "title"))
                    .isEqualTo(
                            texts.get(0).getTextContent() + ": " + texts.get(1).getTextContent());
            List<Element> boxes = all(badge, "rect");
            for (int i = 0; i < boxes.size(); i++) {
                int x = Integer.parseInt(boxes.get(i).getAttribute("x"));
                int end = x + Integer.parseInt(boxes.get(i).getAttribute("width"));
                assertThat(end).isLessThanOrEqualTo(width);
                assertThat(Integer.parseInt(texts.get(i).getAttribute("textLength")))
                        .isLessThan(end - x);
                assertThat(contrast(
                                boxes.get(i).getAttribute("fill"), texts.get(i).getAttribute("fill")))
                        .as("WCAG AA")
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    /** As WCAG 2 defines it. */
    private static double contrast(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double channel = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                found.add(element);
            } else {
                assertThat(
                                parent.getLocalName().equals("feed")
                                                || parent.getLocalName().equals("entry")
                                        ? child.getTextContent()
                                        : "")
                        .isBlank();
            }
        }
        return found;
    }

    private static List<Element> all(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getLocalName().equals(name))
                .toList();
    }

    private static Element child(Element parent, String name) {
        assertThat(all(parent, name)).as(name).hasSize(1);
        return all(parent, name).getFirst();
    }

    private static String only(Element parent, String name) {
        return child(parent, name).getTextContent();
    }

    private static List<String> links(Element parent, String relation) {
        return all(parent, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(relation))
                .map(link -> link.getAttribute("href"))
                .toList();
    }

    private static List<String> attributes(Element parent) {
        List<String> names = new ArrayList<>();
        Stream.concat(Stream.of(parent), children(parent).stream()).forEach(element -> {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                names.add(element.getAttributes().item(i).getNodeName());
            }
        });
        return names;
    }
}
