package org.vigie.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads advisories: OSV (one, several, or the answer of its API), NVD 2.0, CVE records 5, the catalog of exploited flaws of CISA, and the
 * advisories of GitHub. What was withdrawn or rejected is left out.
 */
final class AdvisoryReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 10_000;
    private static final int LONGEST_TITLE = 200;

    private AdvisoryReader() {}

    /** Whether a text is JSON by its first character. */
    static boolean isJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    /**
     * Its advisories, at most ten thousand.
     *
     * @throws UnreadableFeedException if it has none of these forms, breaks off, or one of them has no id
     */
    static List<FeedItem> read(String text) {
        List<FeedItem> items = new ArrayList<>();
        try (MappingIterator<JsonNode> roots =
                JSON.readerFor(JsonNode.class).readValues(text)) { // several: one on each line
            while (roots.hasNextValue()) {
                for (JsonNode entry : entries(roots.nextValue())) {
                    FeedItem item = item(entry);
                    if (item != null && items.size() < MOST) {
                        items.add(item);
                    }
                }
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableFeedException(
                    "its JSON breaks off at line " + e.getLocation().getLineNr(),
                    "Open the address in a browser and look what it gives.");
        } catch (IOException e) {
            throw new UnreadableFeedException("it cannot be read", String.valueOf(e.getMessage()));
        }
        return items;
    }

    private static List<JsonNode> entries(JsonNode root) {
        if (root.isArray()) {
            return list(root).toList();
        }
        for (String name : List.of("vulns", "vulnerabilities")) {
            if (root.path(name).isArray() && !root.has("ghsa_id")) {
                return list(root.path(name))
                        .map(entry -> entry.path("cve").isObject() ? entry.path("cve") : entry)
                        .toList();
            }
        }
        // the API of OSV answers so when it knows nothing
        return root.isObject() && root.isEmpty() ? List.of() : List.of(root);
    }

    private static @Nullable FeedItem item(JsonNode entry) {
        if (entry.has("ghsa_id")) {
            return ofGitHub(entry);
        } else if (entry.has("cveMetadata")) {
            return ofRecord(entry);
        } else if (entry.has("cveID")) {
            return ofCatalog(entry);
        } else if (entry.has("descriptions") && entry.has("id")) {
            return ofNvd(entry);
        } else if (entry.has("id") && (entry.has("modified") || entry.has("affected"))) {
            return ofOsv(entry);
        }
        throw new UnreadableFeedException(
                "its JSON is none that is known: OSV, NVD 2.0, CVE records, CISA or GitHub advisories",
                "Name an address that gives one of them.");
    }

    private static @Nullable FeedItem ofOsv(JsonNode entry) {
        if (entry.hasNonNull("withdrawn")) {
            return null;
        }
        String id = entry.path("id").asText();
        Set<String> ids = ids(Stream.concat(
                Stream.of(id), Stream.concat(texts(entry.path("aliases")), texts(entry.path("upstream")))));
        String packages = names(list(entry.path("affected")).map(affected -> affected.path("package")));
        String details = entry.path("details").asText("");
        String summary = entry.path("summary").asText("").isBlank()
                ? details
                : entry.path("summary").asText();
        String link = list(entry.path("references"))
                .filter(reference -> reference.path("type").asText().equals("ADVISORY"))
                .map(reference -> reference.path("url").asText())
                .findFirst()
                .orElse("https://osv.dev/vulnerability/" + id);
        return item(
                ids,
                id,
                entry.at("/database_specific/severity").asText(""),
                packages,
                summary,
                details,
                link,
                entry.path("published").asText(""));
    }

    private static @Nullable FeedItem ofNvd(JsonNode cve) {
        if (cve.path("vulnStatus").asText().equals("Rejected")) {
            return null;
        }
        String id = cve.path("id").asText();
        String text = english(cve.path("descriptions"));
        String severity = Stream.of("cvssMetricV40", "cvssMetricV31", "cvssMetricV30")
                .map(metric -> cve.at("/metrics/" + metric + "/0/cvssData/baseSeverity")
                        .asText(""))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("");
        return item(
                ids(Stream.of(id)),
                id,
                severity,
                "",
                text,
                text,
                "https://nvd.nist.gov/vuln/detail/" + id,
                cve.path("published").asText(""));
    }

    private static @Nullable FeedItem ofRecord(JsonNode record) {
        JsonNode meta = record.path("cveMetadata");
        if (meta.path("state").asText().equals("REJECTED")) {
            return null;
        }
        String id = meta.path("cveId").asText();
        JsonNode cna = record.at("/containers/cna");
        String text = english(cna.path("descriptions"));
        String products = list(cna.path("affected"))
                .map(affected -> affected.path("product").asText(""))
                .filter(name -> !name.isBlank())
                .distinct()
                .collect(Collectors.joining(", "));
        return item(
                ids(Stream.of(id)),
                id,
                "",
                products,
                cna.path("title").asText(text),
                text,
                "https://www.cve.org/CVERecord?id=" + id,
                meta.path("datePublished").asText(""));
    }

    private static FeedItem ofCatalog(JsonNode entry) {
        String id = entry.path("cveID").asText();
        return item(
                ids(Stream.of(id)),
                id,
                "exploited",
                (entry.path("vendorProject").asText("") + " "
                                + entry.path("product").asText(""))
                        .strip(),
                entry.path("vulnerabilityName").asText(""),
                entry.path("shortDescription").asText(""),
                "https://nvd.nist.gov/vuln/detail/" + id,
                entry.path("dateAdded").asText(""));
    }

    private static @Nullable FeedItem ofGitHub(JsonNode entry) {
        if (entry.hasNonNull("withdrawn_at")) {
            return null;
        }
        String id = entry.path("ghsa_id").asText();
        Stream<String> others =
                list(entry.path("identifiers")).map(other -> other.path("value").asText(""));
        return item(
                ids(Stream.concat(Stream.of(id, entry.path("cve_id").asText("")), others)),
                id,
                entry.path("severity").asText(""),
                names(list(entry.path("vulnerabilities")).map(affected -> affected.path("package"))),
                entry.path("summary").asText(""),
                entry.path("description").asText(""),
                entry.path("html_url").asText("https://github.com/advisories/" + id),
                entry.path("published_at").asText(""));
    }

    private static FeedItem item(
            Set<String> ids,
            String id,
            String severity,
            String packages,
            String summary,
            String text,
            String link,
            String published) {
        if (id.isBlank()) {
            throw new UnreadableFeedException(
                    "one of its advisories has no id", "Open the address in a browser and look what it gives.");
        }
        String kind = severity.isBlank() ? "" : " (" + severity.toLowerCase(Locale.ROOT) + ")";
        String what = packages.isBlank() ? "" : " " + packages;
        return new FeedItem(
                id,
                cut(id + kind + what + ": " + summary, LONGEST_TITLE),
                link,
                packages + " " + text,
                published(published),
                ids);
    }

    private static Set<String> ids(Stream<String> all) {
        return all.filter(id -> !id.isBlank())
                .map(id -> id.toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String names(Stream<JsonNode> packages) {
        return packages
                .map(found -> found.path("name").asText(""))
                .filter(name -> !name.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .limit(5)
                .collect(Collectors.joining(", "));
    }

    private static String english(JsonNode descriptions) {
        return list(descriptions)
                .filter(text -> text.path("lang").asText().startsWith("en"))
                .map(text -> text.path("value").asText(""))
                .findFirst()
                .orElse("");
    }

    private static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Stream<String> texts(JsonNode array) {
        return list(array).map(JsonNode::asText);
    }

    /** With a zone, without one (then UTC, as NVD writes), or a day. */
    private static @Nullable Instant published(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException day) {
                try {
                    return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                } catch (DateTimeException e) {
                    return null;
                }
            }
        }
    }

    private static String cut(String text, int longest) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= longest ? line : line.substring(0, longest) + "…";
    }
}
