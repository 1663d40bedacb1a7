package org.vigie.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTest;

/** An issue and its pull request, from GitHub's webhook to the broker of version 8.6.0. */
@EngineTest
class GitHubEngineIT {

    private static final String SECRET = System.getenv("CESIZEN_GITHUB_WEBHOOK_SECRET");
    private static final int ISSUE = 7;
    private static final String PULL_REQUEST = "https://github.com/example-org/cesizen/pull/8";

    @Autowired
    EngineRun engine;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Test
    void mergedPullRequestThatNamesTheIssueMovesTheTicketOn() throws Exception {
        String ticketId = deliver("issues.opened", GitHubEngineIT::issue).substring("ticket ".length());
        engine.complete(ticketId, "Task_QualifyTicket", Map.of("decision", "accept", "type", "evolutive"));
        engine.complete(ticketId, "Task_AssignOwner", Map.of("owner", "dora", "team", "developers"));
        engine.task(ticketId, "Task_ImplementChange");

        deliver("pull_request.opened", GitHubEngineIT::pullRequest);
        engine.complete(ticketId, "Task_ImplementChange", Map.of("progress", "change-ready", "summary", "spelt right"));
        engine.task(ticketId, "Task_ReviewChange");
        assertThat(engine.records(ticketId).variable("pullRequest")).contains(PULL_REQUEST);
        engine.complete(
                ticketId,
                "Task_ReviewChange",
                Map.of(
                        "testsPassed",
                        true,
                        "testsOfTicket",
                        true,
                        "coverageBefore",
                        80,
                        "coverageAfter",
                        80,
                        "commitMessages",
                        "fix(home): spell it right",
                        "reviewDecision",
                        "approve"));
        engine.task(ticketId, "Task_MergeChange");

        deliver("pull_request.closed", payload -> merged(pullRequest(payload)));
        for (int again = 0; again < 2; again++) {
            var answer = send(UUID.randomUUID(), "pull_request.closed", payload -> merged(pullRequest(payload)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("DUPLICATE");
        }
        engine.task(ticketId, "Task_ValidateCorrection");
        assertThat(engine.records(ticketId).completed()).containsOnlyOnce("BoundaryEvent_MergeAnnounced");
        assertThat(engine.records(ticketId).openTasks()).hasSize(1);
        assertThat(engine.history(ticketId)).containsOnlyOnce("pull request merged");

        deliver("issues.reopened", payload -> {
            issue(payload);
            payload.put("action", "closed");
            Recorded.at(payload, "/issue").put("state_reason", "not_planned");
        });
        eventually().until(() -> engine.ticket(ticketId).path("status").asText().equals("cancelled"));
        assertThat(engine.records(ticketId).incidents()).isEmpty();
    }

    private static void issue(ObjectNode payload) {
        repository(payload);
        Recorded.at(payload, "/issue").put("number", ISSUE);
    }

    private static ObjectNode pullRequest(ObjectNode payload) {
        repository(payload);
        return Recorded.at(payload, "/pull_request")
                .put("html_url", PULL_REQUEST)
                .put("body", "Fixes #" + ISSUE);
    }

    private static void merged(ObjectNode pullRequest) {
        pullRequest
                .put("merged", true)
                .put("merged_at", "2026-11-20T15:21:18Z")
                .put("merge_commit_sha", "c4295bd74fb0f4fda03689c3df3f2803b658fd85");
    }

    private static void repository(ObjectNode payload) {
        Recorded.at(payload, "/repository").put("full_name", "example-org/cesizen");
    }

    /** What came of the delivery. */
    private String deliver(String name, Consumer<ObjectNode> change) throws IOException, InterruptedException {
        UUID id = UUID.randomUUID();
        var answer = send(id, name, change);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return eventually().until(() -> outcome(id), Objects::nonNull);
    }

    private HttpResponse<String> send(UUID id, String name, Consumer<ObjectNode> change)
            throws IOException, InterruptedException {
        byte[] body = Recorded.changed(name, change);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/github"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", Recorded.event(name))
                .header("X-GitHub-Delivery", id.toString())
                .header("X-Hub-Signature-256", Recorded.signature(body, SECRET))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private String outcome(UUID id) {
        List<String> outcomes = jdbc.sql("SELECT outcome FROM delivery WHERE delivery_id = ? AND outcome <> ''")
                .param(id.toString())
                .query(String.class)
                .list();
        return outcomes.isEmpty() ? null : outcomes.getFirst();
    }
}
