package org.vigie.github.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.VigieApplication;
import org.vigie.github.GitHubPlans;
import org.vigie.github.Recorded;
import org.vigie.support.ForkFolder;
import org.vigie.support.MutableClock;
import org.vigie.support.TestDatabase;
import org.vigie.support.VigieTest;

/** The same delivery over a real socket, again after a restart and a day later. */
class WebhookRestartTests {

    private final String database = TestDatabase.newDatabase();
    private final byte[] body = Recorded.bytes("issues.opened");
    private final UUID id = UUID.randomUUID();

    @Test
    void makesOneTicketOfADeliveryThatComesAgainAfterARestartAndADayLater() throws Exception {
        try (ConfigurableApplicationContext first = start()) {
            assertThat(hundredTimes(first)).containsOnly(200, 202).containsOnlyOnce(202);
            await().until(() -> tickets(first) == 1);
        }
        try (ConfigurableApplicationContext second = start()) {
            assertThat(hundredTimes(second)).containsOnly(200);
            second.getBean(MutableClock.class).advance(Duration.ofDays(1));
            assertThat(hundredTimes(second)).containsOnly(200);
            assertThat(tickets(second)).isEqualTo(1);
        }
    }

    @Test
    void processesAfterARestartWhatWasAcceptedBefore() throws Exception {
        try (ConfigurableApplicationContext first = start()) {
            JdbcClient jdbc = first.getBean(JdbcClient.class);
            // as if it had died between commit and processing
            jdbc.sql("ALTER TABLE github_issue RENAME TO hidden").update();
            hundredTimes(first);
            await().until(() -> jdbc.sql("SELECT count(*) FROM event_publication WHERE completion_date IS NULL")
                            .query(Integer.class)
                            .single()
                    == 1);
            assertThat(tickets(first)).isZero();
            jdbc.sql("ALTER TABLE hidden RENAME TO github_issue").update();
        }
        try (ConfigurableApplicationContext second = start()) {
            // until then, another Vigie may still be at it
            second.getBean(MutableClock.class).advance(Duration.ofSeconds(20));
            await().atMost(Duration.ofSeconds(30)).until(() -> tickets(second) == 1);
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(VigieApplication.class, GitHubPlans.class, VigieTest.TestClock.class)
                .properties(
                        "spring.datasource.url=" + database,
                        "server.port=0",
                        "camunda.client.enabled=false",
                        "vigie.platform.enabled=false",
                        "vigie.data-dir=" + ForkFolder.of("test-data"),
                        "vigie.operator-password=operator-secret",
                        "vigie.auditor-password=auditor-secret",
                        "vigie.github.poll-interval=PT1H",
                        "spring.main.banner-mode=off")
                .run("--server.port=0");
    }

    private List<Integer> hundredTimes(ConfigurableApplicationContext vigie) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + vigie.getEnvironment().getProperty("local.server.port") + "/webhooks/github"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "issues")
                .header("X-GitHub-Delivery", id.toString())
                .header("X-Hub-Signature-256", Recorded.signature(body, GitHubPlans.HELLO_SECRET))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http = HttpClient.newHttpClient()) {
            Callable<Integer> delivery = () ->
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return threads.invokeAll(Collections.nCopies(100, delivery)).stream()
                    .map(WebhookRestartTests::result)
                    .toList();
        }
    }

    private static int result(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int tickets(ConfigurableApplicationContext vigie) {
        return vigie.getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM ticket")
                .query(Integer.class)
                .single();
    }
}
