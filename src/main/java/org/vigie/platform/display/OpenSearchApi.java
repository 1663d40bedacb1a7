package org.vigie.platform.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.vigie.platform.service.OpenSearchAccount;

/** Asks the platform's OpenSearch, with a limit on each request. Thread-safe. */
final class OpenSearchApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchAccount account;
    private final LocalHttp http;

    /** @param timeout how long an answer may take */
    OpenSearchApi(OpenSearchAccount account, Duration timeout) {
        this.account = account;
        this.http = new LocalHttp(timeout);
    }

    JsonNode get(String path) throws IOException {
        return send("GET", path, BodyPublishers.noBody());
    }

    void delete(String path) throws IOException {
        send("DELETE", path, BodyPublishers.noBody());
    }

    void put(String path, JsonNode body) throws IOException {
        send("PUT", path, BodyPublishers.ofString(body.toString()));
    }

    JsonNode post(String path, String body) throws IOException {
        return send("POST", path, BodyPublishers.ofString(body));
    }

    private JsonNode send(String method, String path, BodyPublisher body) throws IOException {
        return JSON.readTree(http.ask(HttpRequest.newBuilder(account.address().resolve(path))
                .header("Authorization", account.authorization())
                .header("Content-Type", "application/json")
                .method(method, body)));
    }
}
