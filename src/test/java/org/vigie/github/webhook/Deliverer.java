package org.vigie.github.webhook;

import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.vigie.github.GitHubPlans;
import org.vigie.github.Recorded;

/** Plays GitHub's side of the webhook. */
public class Deliverer {

    private final MockMvc http;
    private final JdbcClient jdbc;

    Deliverer(MockMvc http, JdbcClient jdbc) {
        this.http = http;
        this.jdbc = jdbc;
    }

    public static MockHttpServletRequestBuilder request(String event, UUID id, byte[] body, String secret) {
        return post("/webhooks/github")
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", id.toString())
                .header("X-Hub-Signature-256", Recorded.signature(body, secret))
                .content(body);
    }

    /** Delivers a recorded payload and waits until it is processed; gives what came of it. */
    public String deliver(String name) {
        return deliver(name, payload -> {});
    }

    public String deliver(String name, Consumer<ObjectNode> change) {
        return deliverBytes(Recorded.event(name), Recorded.changed(name, change));
    }

    /** As GitHub tells the same again at another time: the same body would be the same delivery. */
    private static byte[] told(byte[] body) {
        String json = new String(body, StandardCharsets.UTF_8).stripTrailing();
        return (json.substring(0, json.length() - 1) + ",\"told\":\"" + UUID.randomUUID() + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    public String deliverBytes(String event, byte[] body) {
        UUID id = UUID.randomUUID();
        send(event, id, told(body));
        return await().until(() -> outcome(id), outcome -> outcome != null);
    }

    public void send(String event, UUID id, byte[] body) {
        try {
            http.perform(request(event, id, body, GitHubPlans.HELLO_SECRET)).andExpect(status().isAccepted());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public String outcome(UUID id) {
        return jdbc.sql("SELECT coalesce(outcome, '') FROM delivery WHERE delivery_id = ?")
                .param(id.toString())
                .query(String.class)
                .optional()
                .filter(outcome -> !outcome.isEmpty())
                .orElse(null);
    }
}
