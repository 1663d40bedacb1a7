package org.vigie.engine.webapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;
import org.vigie.shared.HttpExchange;

/**
 * Speaks to the APIs of Tasklist and of Operate, which share it, with the session of an account; logs in when there is none
 * yet or it is over. One at a time: who must not wait for others has a session of its own.
 */
public class WebappSession {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CSRF = "X-CSRF-TOKEN";

    private final TasklistProperties properties;
    private final ObjectMapper json;
    private final HttpExchange http = new HttpExchange(PATIENCE, new CookieManager());
    private @Nullable String csrfToken;

    public WebappSession(TasklistProperties properties, ObjectMapper json) {
        this.properties = properties;
        this.json = json;
    }

    /** A task as Tasklist's API shows it; keys are texts there. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Task(
            String id,
            String taskDefinitionId,
            String processInstanceKey,
            @Nullable String assignee,
            @Nullable String processDefinitionKey,
            @Nullable String completionDate,
            @Nullable List<String> sortValues) {}

    /** The tasks that Tasklist finds, one page. */
    public List<Task> search(Map<String, ?> request) {
        return ask("/v1/tasks/search", request, new TypeReference<>() {});
    }

    /** Sends a question as JSON and gives the answer. */
    public synchronized <T> T ask(String path, Map<String, ?> request, TypeReference<T> type) {
        try {
            BodyPublisher body = BodyPublishers.ofString(json.writeValueAsString(request));
            HttpResponse<String> answer = loggedIn(path, "POST", body);
            require(answer, 200);
            return json.readValue(answer.body(), type);
        } catch (IOException e) {
            throw new UncheckedIOException("Tasklist does not answer at " + properties.tasklistUrl(), e);
        }
    }

    /** Reads what is at the path; empty if there is nothing. */
    public synchronized <T> Optional<T> read(String path, Class<T> type) {
        try {
            HttpResponse<String> answer = loggedIn(path, "GET", BodyPublishers.noBody());
            if (answer.statusCode() == 404) {
                return Optional.empty();
            }
            require(answer, 200);
            return Optional.of(json.readValue(answer.body(), type));
        } catch (IOException e) {
            throw new UncheckedIOException("Operate does not answer at " + properties.tasklistUrl(), e);
        }
    }

    private HttpResponse<String> loggedIn(String path, String method, BodyPublisher body) throws IOException {
        HttpResponse<String> answer = send(path, method, body);
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            logIn();
            answer = send(path, method, body);
        }
        return answer;
    }

    private void logIn() throws IOException {
        // in the body: addresses get into the logs of servers and proxies
        String form = "username=" + URLEncoder.encode(properties.tasklistUsername(), UTF_8) + "&password="
                + URLEncoder.encode(properties.tasklistPassword(), UTF_8);
        HttpResponse<String> answer =
                send("/api/login", "POST", "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
        require(answer, 204);
    }

    private HttpResponse<String> send(String path, String method, BodyPublisher body) throws IOException {
        return send(path, method, "application/json", body);
    }

    private HttpResponse<String> send(String path, String method, String type, BodyPublisher body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(properties.tasklistUrl() + path))
                .header("Content-Type", type)
                .method(method, body);
        if (csrfToken != null) {
            request.header(CSRF, csrfToken);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        csrfToken = answer.headers().firstValue(CSRF).orElse(csrfToken);
        return answer;
    }

    private void require(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new HintedException(
                    "Tasklist answered " + answer.statusCode(),
                    "Check vigie.engine.tasklist-url and the account that reads Tasklist.");
        }
    }
}
