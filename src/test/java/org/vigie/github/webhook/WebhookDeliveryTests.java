package org.vigie.github.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.github.GitHubPlans;
import org.vigie.github.GitHubTest;
import org.vigie.github.Recorded;
import org.vigie.support.MutableClock;

@GitHubTest
class WebhookDeliveryTests {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Deliverer github;

    @Autowired
    MutableClock clock;

    @ParameterizedTest
    @CsvSource({
        "issues.opened, It's a Secret to Everybody",
        "issues.edited, It's a Secret to Everybody",
        "issues.labeled, It's a Secret to Everybody",
        "issues.unlabeled, It's a Secret to Everybody",
        "issues.reopened, It's a Secret to Everybody",
        "issue_comment.created, It's a Secret to Everybody",
        "issue_comment.deleted, It's a Secret to Everybody",
        "pull_request.opened, It's a Secret to Everybody",
        "pull_request.synchronize, It's a Secret to Everybody",
        "pull_request.closed, It's a Secret to Everybody",
        "pull_request_review.submitted, It's a Secret to Everybody",
        "check_suite.completed, It's a Secret to Everybody",
        "check_run.completed, It's a Secret to Everybody",
        "workflow_run.completed, 'another secret, for another repository'",
    })
    void acceptsRecordedPayload(String name, String secret) throws Exception {
        github.deliver("issues.opened");
        UUID id = UUID.randomUUID();
        byte[] body = Recorded.bytes(name);
        assertThat(post(Recorded.event(name), id, body, secret)).isEqualTo(202);
        await().untilAsserted(() -> assertThat(github.outcome(id))
                .isNotNull()
                .doesNotContain("no usable")
                .doesNotContain("payload"));
    }

    @Test
    void answersPingAndForgetsIt() throws Exception {
        byte[] body = Recorded.bytes("ping");
        assertThat(post("ping", UUID.randomUUID(), body, GitHubPlans.HELLO_SECRET))
                .isEqualTo(200);
        assertThat(count("delivery WHERE event = 'ping'")).isZero();
    }

    @Test
    void makesOneTicketOfAHundredDeliveriesAtOnceAndOfOneADayLater() throws Exception {
        byte[] body = Recorded.changed(
                "issues.opened", payload -> Recorded.at(payload, "/issue").put("number", 4711));
        UUID id = UUID.randomUUID();
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> delivery = () -> post("issues", id, body, GitHubPlans.HELLO_SECRET);
            for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(100, delivery))) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).hasSize(100).containsOnly(200, 202).containsOnlyOnce(202);
        await().until(() -> github.outcome(id) != null);

        clock.advance(Duration.ofDays(1));
        assertThat(post("issues", id, body, GitHubPlans.HELLO_SECRET)).isEqualTo(200);
        assertThat(post("issues", UUID.fromString(id.toString().toUpperCase()), body, GitHubPlans.HELLO_SECRET))
                .isEqualTo(200);

        assertThat(count("delivery WHERE delivery_id = '" + id + "'")).isEqualTo(1);
        assertThat(count("ticket WHERE request_key = 'github/186853002/4711'")).isEqualTo(1);
    }

    @Test
    void makesOneTicketOfAnIssueThatIsDeliveredUnderManyIds() throws Exception {
        byte[] body = Recorded.changed(
                "issues.opened", payload -> Recorded.at(payload, "/issue").put("number", 4712));
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> delivery = () -> post("issues", UUID.randomUUID(), body, GitHubPlans.HELLO_SECRET);
            for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(20, delivery))) {
                answers.add(answer.get());
            }
        }
        assertThat(answers)
                .as("the id is not signed: the same body is the same delivery")
                .containsOnlyOnce(202);
        assertThat(answers).filteredOn(status -> status == 200).hasSize(19);
        await().untilAsserted(() -> assertThat(count("delivery WHERE processed_at IS NULL AND event = 'issues'"))
                .isZero());
        assertThat(count("ticket WHERE request_key = 'github/186853002/4712'")).isEqualTo(1);
        assertThat(count("github_issue WHERE number = 4712")).isEqualTo(1);
    }

    private int post(String event, UUID id, byte[] body, String secret) throws Exception {
        return http.perform(Deliverer.request(event, id, body, secret))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private int count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Integer.class).single();
    }
}
