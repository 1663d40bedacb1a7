package org.vigie.platform.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The date fields of Operate and Tasklist in OpenSearch. Both write a date of exactly a whole second without milliseconds,
 * which their own fields refuse, and repeat that record for ever: from then on they show nothing new. Fields that ignore a
 * value they cannot read keep the document; the date is still shown, it only does not count when tasks are sorted.
 */
public final class DateFields {

    private static final Logger LOG = LoggerFactory.getLogger(DateFields.class);
    private static final String INDICES = "operate-*,tasklist-*";
    private static final String LENIENT = "ignore_malformed";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchAccount openSearch;

    public DateFields(OpenSearchAccount openSearch) {
        this.openSearch = openSearch;
    }

    /** Makes the fields of all indices that exist accept such dates; if that fails, the log says what it means. */
    public void acceptWholeSeconds() {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build()) {
            JsonNode indices = JSON.readTree(send(client, request(INDICES).GET()));
            for (Map.Entry<String, JsonNode> index : indices.properties()) {
                ObjectNode lenient = lenient(index.getValue().at("/mappings/properties"));
                if (!lenient.isEmpty()) {
                    String mapping =
                            JSON.createObjectNode().set("properties", lenient).toString();
                    send(client, request(index.getKey()).PUT(BodyPublishers.ofString(mapping)));
                }
            }
        } catch (IOException e) {
            LOG.warn(
                    "the date fields of Operate and Tasklist stay strict: {}; hint: When both show nothing new although"
                            + " Vigie goes on, start Vigie again.",
                    e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request(String indices) {
        return HttpRequest.newBuilder(openSearch.address().resolve("/" + indices + "/_mapping"))
                .header("Authorization", openSearch.authorization())
                .header("Content-Type", "application/json")
                .timeout(PATIENCE);
    }

    private static String send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("OpenSearch answered " + answer.statusCode() + " to " + answer.uri());
        }
        return answer.body();
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
