package org.vigie.platform.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.platform.service.OpenSearchAccount;

/**
 * The date fields of Operate and Tasklist in OpenSearch. Both write a date of exactly a whole second without milliseconds,
 * which their own fields refuse, and repeat that record for ever: from then on they show nothing new. Fields that ignore a
 * value they cannot read keep the document; the date is still shown, it only does not count when tasks are sorted.
 */
public final class DateFields {

    private static final Logger LOG = LoggerFactory.getLogger(DateFields.class);
    private static final String LENIENT = "ignore_malformed";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchApi openSearch;

    public DateFields(OpenSearchAccount account) {
        this.openSearch = new OpenSearchApi(account, PATIENCE);
    }

    /** Makes the fields of all indices that exist accept such dates; if that fails, the log says what it means. */
    public void acceptWholeSeconds() {
        try {
            JsonNode indices = openSearch.get("/operate-*,tasklist-*/_mapping");
            for (Map.Entry<String, JsonNode> index : indices.properties()) {
                ObjectNode lenient = lenient(index.getValue().at("/mappings/properties"));
                if (!lenient.isEmpty()) {
                    openSearch.put(
                            "/" + index.getKey() + "/_mapping",
                            JSON.createObjectNode().set("properties", lenient));
                }
            }
        } catch (IOException e) {
            LOG.warn(
                    "the date fields of Operate and Tasklist stay strict: {}; hint: When both show nothing new although"
                            + " Vigie goes on, start Vigie again.",
                    e.getMessage());
        }
    }

    /** The strict date fields among them, as they are but lenient. */
    private static ObjectNode lenient(JsonNode fields) {
        ObjectNode lenient = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            JsonNode mapping = field.getValue();
            ObjectNode below = lenient(mapping.path("properties"));
            if (mapping.path("type").asText().equals("date")) {
                if (!mapping.path(LENIENT).asBoolean()) {
                    lenient.set(field.getKey(), ((ObjectNode) mapping.deepCopy()).put(LENIENT, true));
                }
            } else if (!below.isEmpty()) {
                lenient.putObject(field.getKey()).set("properties", below);
            }
        }
        return lenient;
    }
}
