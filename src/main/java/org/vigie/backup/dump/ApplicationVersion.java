package org.vigie.backup.dump;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.shared.HttpExchange;

/** Asks an application which version it is. No backup fails because it gives no answer. */
@Component
public class ApplicationVersion {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+ -]{0,99}");

    private final HttpExchange http = new HttpExchange(LIMIT, null);
    private final ObjectMapper json = new ObjectMapper();

    /**
     * What an application says.
     *
     * @param version null if it says none
     * @param why there is none; null if there is one
     */
    public record Answer(@Nullable String version, @Nullable String why) {

        /** There is no version, and this is why. */
        public static Answer none(String why) {
            return new Answer(null, why);
        }
    }

    /** @param address null if the plan names none */
    public Answer ask(@Nullable URI address) {
        if (address == null) {
            return Answer.none("the plan does not say where it is (versionAt)");
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            JsonNode version = json.readTree(answer.body()).path("version");
            if (!version.isTextual() || !VERSION.matcher(version.asText()).matches()) {
                return Answer.none(address + " answered " + answer.statusCode() + " without a version");
            }
            return new Answer(version.asText(), null);
        } catch (JsonProcessingException e) {
            return Answer.none(address + " did not answer with JSON");
        } catch (IOException e) {
            return Answer.none(address + " did not answer");
        }
    }
}
