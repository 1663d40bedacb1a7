package org.vigie.release.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.plan.ReleaseSettings.Health;
import org.vigie.release.health.ExpectedAnswer;
import org.vigie.release.health.Traffic;
import org.vigie.shared.HintedException;
import org.vigie.shared.HttpExchange;

/** Asks an instance or the public entry how it is, and whether it is the version that it should be. */
@Component
public class HealthProbe {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int SHOWN = 200;

    private final HttpExchange http = new HttpExchange(LIMIT, null);
    private final ObjectMapper json;

    HealthProbe(ObjectMapper json) {
        this.json = json;
    }

    /**
     * What was seen.
     *
     * @param detail for people; what came instead of the expected answer
     */
    public record Look(boolean well, Duration took, String detail) {}

    /** Looks once. */
    public Look look(URI address, Health health, String version) {
        Map<String, String> fields = new HashMap<>();
        health.fields()
                .forEach((name, value) -> fields.put(name, Placeholders.fill(value, Map.of("version", version))));
        ExpectedAnswer expected = new ExpectedAnswer(health.status(), fields);
        long begun = System.nanoTime();
        try {
            HttpResponse<String> answer = get(address, health.path());
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            boolean well = expected.matches(answer.statusCode(), fields(answer.body()));
            return new Look(
                    well, took, well ? "as expected" : "answered " + answer.statusCode() + " " + shown(answer.body()));
        } catch (IOException e) {
            return new Look(
                    false,
                    Duration.ofNanos(System.nanoTime() - begun),
                    "no answer: "
                            + Optional.ofNullable(e.getMessage())
                                    .orElse(e.getClass().getSimpleName()));
        }
    }

    /** What an instance counted; nothing if it does not tell. */
    public Traffic traffic(URI address, String path) {
        try {
            JsonNode answer = json.readTree(get(address, path).body());
            return new Traffic(
                    answer.path("requests").asLong(), answer.path("errors").asLong());
        } catch (IOException | HintedException e) {
            return Traffic.NONE;
        }
    }

    private HttpResponse<String> get(URI address, String path) throws IOException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address.toString().replaceFirst("/$", "") + path))
                        .build(),
                BodyHandlers.ofString());
    }

    private @Nullable Map<String, String> fields(String body) {
        try {
            JsonNode node = json.readTree(body);
            if (node == null || !node.isObject()) {
                return null;
            }
            Map<String, String> fields = new HashMap<>();
            node.properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
            return fields;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String shown(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
