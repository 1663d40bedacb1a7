package org.vigie.github.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.vigie.github.GitHubPlans;

/** As much of GitHub's API as Vigie uses, for one repository, with faults to order. */
public final class FakeGitHub {

    public static final FakeGitHub INSTANCE = new FakeGitHub();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Points the application at the fake. */
    public static final class Endpoint implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of("vigie.github.endpoint=" + INSTANCE.url(), "vigie.github.request-timeout=PT1S")
                    .applyTo(context);
        }
    }

    /** What happens to a request; the real thing is done before or not at all. */
    record Fault(String method, String path, int status, Map<String, String> headers, boolean done, boolean hangs) {}

    public record Comment(long id, String body) {}

    private final HttpServer server;
    private final List<String> requests = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Set<String> labels = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<Long, Comment> comments = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, String> releases = new LinkedHashMap<>();
    private CountDownLatch hanging = new CountDownLatch(1);
    private String state = "open";
    private String stateReason = "";
    private long nextComment = 1000;

    private FakeGitHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public synchronized void reset(String... labelsOnIssue) {
        hanging.countDown();
        hanging = new CountDownLatch(1);
        requests.clear();
        faults.clear();
        labels.clear();
        labels.addAll(List.of(labelsOnIssue));
        comments.clear();
        tags.clear();
        releases.clear();
        state = "open";
        stateReason = "";
    }

    /** The next request that fits is answered with this instead of being done. */
    public synchronized void fail(String method, String path, int status, Map<String, String> headers) {
        faults.add(new Fault(method, path, status, headers, false, false));
    }

    /** The next request that fits is done, and answered as if it were not. */
    public synchronized void failAfterwards(String method, String path, int status) {
        faults.add(new Fault(method, path, status, Map.of(), true, false));
    }

    /** The next request that fits is not answered at all. */
    public synchronized void hang(String method, String path, boolean done) {
        faults.add(new Fault(method, path, 0, Map.of(), done, true));
    }

    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    public synchronized long writes() {
        return requests.stream().filter(request -> !request.startsWith("GET")).count();
    }

    public synchronized Set<String> labels() {
        return new TreeSet<>(labels);
    }

    public synchronized void label(String label) {
        labels.add(label);
    }

    public synchronized List<Comment> comments() {
        return List.copyOf(comments.values());
    }

    public synchronized void comment(String body) {
        comments.put(nextComment, new Comment(nextComment++, body));
    }

    public synchronized void deleteComments() {
        comments.clear();
    }

    /** Ids of commits by names of tags. */
    public synchronized Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    public synchronized void tag(String name, String commit) {
        tags.put(name, commit);
    }

    /** Texts of releases by names of tags. */
    public synchronized Map<String, String> releases() {
        return Map.copyOf(releases);
    }

    public synchronized void release(String tag, String body) {
        releases.put(tag, body);
    }

    public synchronized String state() {
        return stateReason.isEmpty() ? state : state + " " + stateReason;
    }

    public synchronized void state(String state) {
        this.state = state;
        this.stateReason = "";
    }

    private void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Fault fault;
        CountDownLatch until;
        Answer answer;
        synchronized (this) {
            requests.add(method + " " + path);
            fault = faults.stream()
                    .filter(f -> f.method().equals(method) && path.endsWith(f.path()))
                    .findFirst()
                    .orElse(null);
            faults.remove(fault);
            until = hanging;
            answer = fault == null || fault.done() ? answer(method, path, body) : null;
        }
        if (fault != null && fault.hangs()) {
            awaitEnd(until);
            exchange.close();
            return;
        }
        if (fault != null) {
            fault.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            answer = new Answer(fault.status(), Map.of("message", "ordered by the test"));
        }
        byte[] json = JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    private static void awaitEnd(CountDownLatch until) {
        try {
            until.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Answer(int status, Object body) {}

    private Answer answer(String method, String path, byte[] body) throws IOException {
        String repository = "/repos/" + GitHubPlans.HELLO_WORLD;
        String issue = repository + "/issues/1";
        JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        String route = method + " "
                + path.replaceAll("/comments/\\d+$", "/comments/ID").replaceAll("/labels/.+$", "/labels/NAME");
        if (route.equals("GET " + repository)) {
            return ok(Map.of(
                    "id",
                    186853002,
                    "name",
                    "Hello-World",
                    "full_name",
                    GitHubPlans.HELLO_WORLD,
                    "owner",
                    Map.of("login", "Codertocat")));
        } else if (route.equals("GET " + issue)) {
            return ok(issue());
        } else if (route.equals("PATCH " + issue)) {
            state = json.path("state").asText(state);
            stateReason = json.path("state_reason").asText("");
            return ok(issue());
        } else if (route.equals("POST " + issue + "/labels")) {
            json.path("labels").forEach(label -> labels.add(label.asText()));
            return ok(List.of());
        } else if (route.equals("DELETE " + issue + "/labels/NAME")) {
            String name = URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), UTF_8);
            return labels.remove(name) ? ok(List.of()) : new Answer(404, Map.of("message", "Label does not exist"));
        } else if (route.equals("GET " + issue + "/comments")) {
            return ok(comments.values().stream().map(FakeGitHub::json).toList());
        } else if (route.equals("POST " + issue + "/comments")) {
            comments.put(nextComment, new Comment(nextComment, json.path("body").asText()));
            return new Answer(201, json(comments.get(nextComment++)));
        } else if (route.equals("PATCH " + repository + "/issues/comments/ID")) {
            long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
            comments.put(id, new Comment(id, json.path("body").asText()));
            return ok(json(comments.get(id)));
        } else if (path.startsWith(repository + "/git/refs") || path.startsWith(repository + "/releases")) {
            return releaseAnswer(method, path.substring(repository.length()), json);
        } else if (route.equals("GET " + repository + "/pulls/2")) {
            return ok(Map.of("id", 2, "number", 2, "state", "open", "title", "Pull request"));
        } else if (route.equals("GET " + repository + "/pulls/2/files")) {
            return ok(List.of(
                    Map.of("filename", "src/Login.php", "status", "modified"),
                    Map.of("filename", "tests/LoginTest.php", "status", "added")));
        } else if (route.equals("GET " + repository + "/pulls/2/commits")) {
            return ok(List.of(Map.of("sha", "ec26c3e", "commit", Map.of("message", "fix(login): accept é"))));
        }
        return new Answer(404, Map.of("message", "Not Found"));
    }

    private Answer releaseAnswer(String method, String path, JsonNode json) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (method.equals("GET") && path.startsWith("/git/refs/tags/")) {
            return tags.containsKey(name) ? ok(ref(name)) : new Answer(404, Map.of("message", "Not Found"));
        } else if (method.equals("POST") && path.equals("/git/refs")) {
            String tag = json.path("ref").asText().substring("refs/tags/".length());
            tags.put(tag, json.path("sha").asText());
            return new Answer(201, ref(tag));
        } else if (method.equals("GET") && path.startsWith("/releases/tags/") && releases.containsKey(name)) {
            return ok(release(name));
        } else if (method.equals("POST") && path.equals("/releases")) {
            String tag = json.path("tag_name").asText();
            if (releases.putIfAbsent(tag, json.path("body").asText()) != null) {
                return new Answer(422, Map.of("message", "Validation Failed"));
            }
            return new Answer(201, release(tag));
        } else if (method.equals("PATCH") && path.equals("/releases/1")) {
            String tag = releases.keySet().iterator().next();
            releases.put(tag, json.path("body").asText());
            return ok(release(tag));
        }
        return new Answer(404, Map.of("message", "Not Found"));
    }

    private Map<String, Object> ref(String tag) {
        return Map.of("ref", "refs/tags/" + tag, "object", Map.of("type", "commit", "sha", tags.get(tag)));
    }

    private Map<String, Object> release(String tag) {
        return Map.of(
                "id",
                1,
                "tag_name",
                tag,
                "body",
                releases.get(tag),
                "html_url",
                "https://github.example/releases/" + tag);
    }

    private Map<String, Object> issue() {
        return Map.of(
                "id",
                1,
                "number",
                1,
                "state",
                state,
                "title",
                "Issue",
                "labels",
                labels.stream().map(name -> Map.of("name", name)).toList());
    }

    private static Map<String, Object> json(Comment comment) {
        return Map.of("id", comment.id(), "body", comment.body(), "user", Map.of("login", "vigie"));
    }

    private static Answer ok(Object body) {
        return new Answer(200, body);
    }
}
