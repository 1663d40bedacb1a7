package org.vigie.monitoring.uptimerobot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of UptimeRobot's list of monitors.
 *
 * @param next where the next page begins: a cursor, or an offset in version 2; null: this was the last
 */
record MonitorList(List<SeenElsewhere> monitors, @Nullable String next) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String CURSOR = "cursor=";

    /** @throws UnreadableException if it is none, or says that it failed */
    static MonitorList version3(String body) throws UnreadableException {
        JsonNode root = object(body);
        JsonNode data = root.path("data");
        if (!data.isArray()) {
            throw notAList();
        }
        return new MonitorList(
                monitors(data, "friendlyName"), cursor(root.path("nextLink").asText("")));
    }

    /** As {@link #version3}; {@code stat} tells of a failure, whatever the status of the answer is. */
    static MonitorList version2(String body) throws UnreadableException {
        JsonNode root = object(body);
        if (!root.path("stat").asText().equals("ok")) {
            throw new UnreadableException("UptimeRobot refuses the request: "
                    + root.path("error").path("type").asText("it does not say why"));
        }
        JsonNode list = root.path("monitors");
        if (!list.isArray()) {
            throw notAList();
        }
        int until = root.path("pagination").path("offset").asInt() + list.size();
        boolean more =
                list.size() > 0 && until < root.path("pagination").path("total").asInt();
        return new MonitorList(monitors(list, "friendly_name"), more ? Integer.toString(until) : null);
    }

    private static List<SeenElsewhere> monitors(JsonNode list, String name) throws UnreadableException {
        List<SeenElsewhere> found = new ArrayList<>();
        for (JsonNode monitor : list) {
            if (!monitor.path("id").canConvertToLong()
                    || !monitor.path("status").isValueNode()
                    || monitor.path("status").isNull()) {
                throw notAList();
            }
            found.add(new SeenElsewhere(
                    monitor.path("id").asLong(),
                    monitor.path(name).asText(""),
                    monitor.path("status").asText()));
        }
        return found;
    }

    /** Of the address of the next page no more is taken: nobody else says where Vigie connects to. */
    private static @Nullable String cursor(String link) {
        return Arrays.stream(link.replaceFirst("^[^?]*\\??", "").split("&"))
                .filter(part -> part.startsWith(CURSOR) && part.length() > CURSOR.length())
                .map(part -> URLDecoder.decode(part.substring(CURSOR.length()), UTF_8))
                .findFirst()
                .orElse(null);
    }

    private static JsonNode object(String body) throws UnreadableException {
        try {
            JsonNode root = MAPPER.readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            // the message would repeat parts of the answer
        }
        throw notAList();
    }

    private static UnreadableException notAList() {
        return new UnreadableException("UptimeRobot's answer is no list of monitors");
    }
}
