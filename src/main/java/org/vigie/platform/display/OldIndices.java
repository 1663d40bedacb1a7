package org.vigie.platform.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.platform.service.OpenSearchAccount;

/** The indices of Operate and Tasklist that are older than {@link LenientDates}. */
public final class OldIndices {

    private static final Logger LOG = LoggerFactory.getLogger(OldIndices.class);
    private static final String INDICES = "/operate-*,tasklist-*";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchApi openSearch;

    public OldIndices(OpenSearchAccount account) {
        this.openSearch = new OpenSearchApi(account, PATIENCE);
    }

    /** Makes them as lenient as new ones; to be called while Operate and Tasklist do not run. A failure is told to the log. */
    public void makeLenient() {
        try {
            JsonNode settings = openSearch.get(INDICES + "/_settings?expand_wildcards=all&flat_settings=true");
            if (StreamSupport.stream(settings.spliterator(), false).anyMatch(OldIndices::isStrict)) {
                openSearch.post(INDICES + "/_close", "{}");
                openSearch.put(INDICES + "/_settings?expand_wildcards=all", lenient());
            }
            // also those that a start before this one had closed when it was killed
            openSearch.post(INDICES + "/_open?expand_wildcards=all", "{}");
        } catch (IOException e) {
            LOG.warn(
                    "the date fields of Operate and Tasklist stay strict: {}; hint: When both show nothing new although"
                            + " Vigie goes on, start Vigie again.",
                    e.getMessage());
        }
    }

    private static boolean isStrict(JsonNode index) {
        return !index.path("settings").path(LenientDates.SETTING).asText().equals("true");
    }

    private static JsonNode lenient() {
        return JSON.createObjectNode().put(LenientDates.SETTING, true);
    }
}
