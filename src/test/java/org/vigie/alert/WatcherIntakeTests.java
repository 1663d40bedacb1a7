package org.vigie.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.vigie.alert.webhook.WatcherDeliveryInputs;
import org.vigie.support.RandomJson;
import org.vigie.support.RandomTexts;

/** Whatever other watchers send is taken as a whole and worked off, or refused and nothing is kept of it but a dead letter. */
@WatchedTest
class WatcherIntakeTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Timeout(180)
    void noDeliveryGivesAServerErrorOrStaysBehind() throws Exception {
        var examples = new WatcherDeliveryInputs().examples();
        int before = count("delivery");
        int accepted = 0;
        for (String body : Stream.concat(
                        RandomTexts.of(31, 150, examples.toArray(String[]::new)), RandomJson.of(31, 350, examples))
                .toList()) {
            for (String watcher : new String[] {"alertmanager", "uptimerobot"}) {
                int status = mvc.perform(MockMvcRequestBuilders.post("/webhooks/" + watcher)
                                .contentType(MediaType.APPLICATION_JSON)
                                .header("Authorization", "Bearer " + watcher + "-secret")
                                .content(body.getBytes(UTF_8)))
                        .andReturn()
                        .getResponse()
                        .getStatus();
                assertThat(status).as("%s: %s", watcher, body).isIn(200, 202, 400, 413, 422, 429);
                accepted += status == 202 ? 1 : 0;
            }
        }
        assertThat(accepted).isPositive();
        assertThat(count("delivery")).isEqualTo(before + accepted);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count("delivery WHERE processed_at IS NULL OR failures > 0"))
                        .isZero());
    }

    private int count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Integer.class).single();
    }
}
