package org.vigie.watch;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.value.Texts;

/** Reads RSS and Atom. Nothing in a feed is followed: no document type, no entity, no address. */
final class FeedReader {

    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();
    private static final int MOST = 1_000;
    private static final int LONGEST = 1_000;
    private static final Pattern ADVISORY = Pattern.compile(
            "[\\s\\[(]*(CVE-\\d{4}-\\d{4,12}|GHSA(?:-[0-9a-z]{4}){3}|PYSEC-\\d{4}-\\d{1,12})",
            Pattern.CASE_INSENSITIVE);

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XML.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    private FeedReader() {}

    /**
     * Its entries, at most a thousand.
     *
     * @throws UnreadableFeedException if it is neither, or breaks off
     */
    static List<FeedItem> read(String text) {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(text.strip()));
            xml.nextTag();
            String root = xml.getLocalName();
            if (!List.of("rss", "feed", "RDF").contains(root)) {
                throw new UnreadableFeedException(
                        "it is neither RSS nor Atom, but " + root, "Name the address of the feed.");
            }
            return items(xml);
        } catch (XMLStreamException e) {
            throw new UnreadableFeedException(
                    "its XML breaks off at line " + e.getLocation().getLineNumber(),
                    "Open the address in a browser and look what it gives.");
        }
    }

    private static List<FeedItem> items(XMLStreamReader xml) throws XMLStreamException {
        List<FeedItem> items = new ArrayList<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && (xml.getLocalName().equals("item") || xml.getLocalName().equals("entry"))) {
                FeedItem item = item(xml, xml.getLocalName());
                if (!item.guid().isBlank() && items.size() < MOST) {
                    items.add(item);
                }
            }
        }
        return items;
    }

    private static FeedItem item(XMLStreamReader xml, String end) throws XMLStreamException {
        Map<String, String> values = new HashMap<>();
        StringBuilder text = new StringBuilder();
        String name = "";
        int depth = 0;
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth == 1) {
                        name = xml.getLocalName();
                        text.setLength(0);
                        String href = xml.getAttributeValue(null, "href");
                        String kind = xml.getAttributeValue(null, "rel");
                        if (name.equals("link") && href != null && (kind == null || kind.equals("alternate"))) {
                            values.putIfAbsent("link", oneLine(href));
                        }
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (depth > 0) {
                        text.append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == 0) {
                        return item(values);
                    }
                    depth--;
                    if (depth == 0 && !text.toString().isBlank()) {
                        values.putIfAbsent(name, oneLine(text.toString()));
                    }
                }
                default -> {
                    // comments and the like
                }
            }
        }
    }

    private static FeedItem item(Map<String, String> values) {
        String link = cut(values.getOrDefault("link", ""));
        String title = cut(values.getOrDefault("title", link));
        return new FeedItem(
                cut(first(values, "guid", "id", "link", "title")),
                title,
                link,
                // an excerpt and the whole: what concerns the application may stand in either
                Stream.of("description", "summary", "content", "encoded")
                        .map(name -> values.getOrDefault(name, ""))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" ")),
                published(first(values, "pubDate", "published", "date", "updated")),
                advisory(title));
    }

    /** Feeds of advisories begin each title with its id; news that mention some are news. */
    private static Set<String> advisory(String title) {
        Matcher found = ADVISORY.matcher(title);
        return found.lookingAt() ? Set.of(found.group(1).toUpperCase(Locale.ROOT)) : Set.of();
    }

    private static String first(Map<String, String> values, String... names) {
        for (String name : names) {
            String value = values.get(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    private static @Nullable Instant published(String text) {
        try {
            return text.isBlank() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notIso) {
            try {
                return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    private static String oneLine(String text) {
        return Texts.oneLine(text.replaceAll("<[^>]{0,500}>", " "));
    }

    private static String cut(String text) {
        return Texts.cut(text, LONGEST);
    }
}
