package org.vigie.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How the APIs of OSV and NVD want to be asked. */
final class AdvisoryQuery {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NVD = "/rest/json/cves/2.0";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private AdvisoryQuery() {}

    /**
     * The question for the flaws of a package.
     *
     * @param named ecosystem/name
     * @param page what the answer before told to ask for; empty: the first
     */
    static String of(String named, String page) {
        int slash = named.indexOf('/');
        ObjectNode query = JSON.createObjectNode();
        query.putObject("package").put("ecosystem", named.substring(0, slash)).put("name", named.substring(slash + 1));
        if (!page.isEmpty()) {
            query.put("page_token", page);
        }
        return query.toString();
    }

    /** What to ask for the rest of an answer; empty if that was all. */
    static Optional<String> nextPage(String answer) {
        try {
            return Optional.of(JSON.readTree(answer).path("next_page_token").asText(""))
                    .filter(token -> !token.isBlank());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The API of NVD gives its oldest entries first: it is asked for those of a stretch of time, unless the address says which. */
    static URI window(URI address, Instant from, Instant until) {
        String path = String.valueOf(address.getRawPath());
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        if (!path.endsWith(NVD) || query.contains("StartDate=") || query.contains("cveId=")) {
            return address;
        }
        return URI.create(address + (query.isEmpty() ? "?" : "&") + "pubStartDate=" + MOMENT.format(from)
                + "&pubEndDate=" + MOMENT.format(until));
    }
}
