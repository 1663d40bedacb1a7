package org.vigie.statuspage.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.shared.XmlText;
import org.vigie.statuspage.ComponentState;
import org.vigie.support.HostileTexts;
import org.vigie.support.HtmlTags;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Whatever stands in a text, in every place that takes one, the page, the feed and the JSON keep their shape. */
class HostileTextTests {

    private static final String HARMLESS = "Les pages de recherche ne répondent pas.";

    @Test
    void thereAreMany() {
        assertThat(HostileTexts.inOneParagraph())
                .hasSizeGreaterThanOrEqualTo(150)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("org.vigie.support.HostileTexts#inOneParagraph")
    void changesNoTagOfThePage(String text) {
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            String html = SamplePages.html(SamplePages.busy(SamplePages.plan(text), text), language);
            String plain = SamplePages.html(SamplePages.busy(SamplePages.plan(HARMLESS), HARMLESS), language);
            assertThat(HtmlTags.of(html)).isEqualTo(HtmlTags.of(plain));
            assertThat(scripts(html)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.vigie.support.HostileTexts#all")
    void changesNoElementOfTheFeed(String text) throws Exception {
        Document feed = parse(SamplePages.feed(SamplePages.busy(SamplePages.plan(text), text)));
        Document plain = parse(SamplePages.feed(SamplePages.busy(SamplePages.plan(HARMLESS), HARMLESS)));
        assertThat(elements(feed)).isEqualTo(elements(plain));
        assertThat(feed.getElementsByTagName("content").item(0).getTextContent())
                .contains(normal(XmlText.clean(text).strip()));
    }

    @ParameterizedTest
    @MethodSource("org.vigie.support.HostileTexts#all")
    void staysATextInTheJson(String text) throws Exception {
        PageFacts facts = SamplePages.busy(SamplePages.plan(text), text);
        JsonNode page = new ObjectMapper().readTree(SamplePages.json().of(facts, "0"));
        assertThat(names(page))
                .containsExactlyInAnyOrder(
                        "generatedAt",
                        "validUntil",
                        "asOf",
                        "revision",
                        "application",
                        "name",
                        "drill",
                        "state",
                        "components",
                        "incidents",
                        "maintenances",
                        "uptime90Days",
                        "objectivePercentOfMonth");
        assertThat(page.path("state").asText()).isEqualTo("down");
        assertThat(page.path("incidents")).hasSize(2);
        assertThat(page.path("name").asText()).isEqualTo(unpaired(text));
    }

    @Test
    void badgesAreWellFormed() throws Exception {
        for (ComponentState state : ComponentState.values()) {
            Document badge = parse(new String(Badge.of(state, Locale.FRENCH), UTF_8));
            assertThat(badge.getDocumentElement()
                            .getElementsByTagName("title")
                            .item(0)
                            .getTextContent())
                    .startsWith("état: ");
        }
    }

    /** Half a pair cannot be written in UTF-8. */
    private static String unpaired(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    /** XML reads every end of a line as one sign. */
    private static String normal(String text) {
        String first = unpaired(text).replace("\r\n", "\n").replace('\r', '\n').split("\n{2,}", 2)[0];
        return first.strip();
    }

    private static long scripts(String html) {
        return HtmlTags.of(html).stream()
                .filter(tag -> tag.toLowerCase(Locale.ROOT).startsWith("<script"))
                .count();
    }

    private static TreeSet<String> names(JsonNode node) {
        TreeSet<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    }

    private static List<String> elements(Document document) {
        NodeList all = document.getElementsByTagName("*");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            names.add(((Element) all.item(i)).getTagName());
        }
        return names;
    }
}
