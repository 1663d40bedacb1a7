package org.vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.vigie.alert.tell.AlertWatch;
import org.vigie.support.MutableClock;

/** What other watchers deliver, from the request to what people are told. */
@WatchedTest
class WatcherWebhookTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Alerts alerts;

    @Autowired
    private AlertExplanations explanations;

    @Autowired
    private AlertWatch watch;

    @Autowired
    private StaleAlerts staleAlerts;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private String group;

    @BeforeEach
    void another() {
        group = UUID.randomUUID().toString();
        clock.advance(Duration.ofHours(2));
    }

    /** 1,000 alerts of one fault, then 100 flaps: at most three messages per channel in ten minutes, and the right end. */
    @Test
    void aStormIsThreeMessagesAndEndsRight() throws Exception {
        Instant start = clock.instant();
        deliver(alerts(1000, start, "firing"));
        awaitProcessed();
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofSeconds(5));
            deliver(alert(
                    "flap",
                    i % 2 == 0 ? clock.instant() : clock.instant().minusSeconds(5),
                    i % 2 == 0 ? "firing" : "resolved"));
        }
        awaitProcessed();
        watch.tellWhatIsDue();
        clock.advance(Duration.ofMinutes(1));
        deliver(alerts(1000, start, "resolved"));
        awaitProcessed();
        for (int minute = 0; minute < 30; minute++) {
            clock.advance(Duration.ofMinutes(1));
            watch.tellWhatIsDue();
        }
        long id = alerts.list("cesizen", null, null, 1).getFirst().groupId();
        List<Instant> told = jdbc.sql(
                        "SELECT at FROM alert_message WHERE group_id = :id AND channel = 'mail' ORDER BY id")
                .param("id", id)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list();
        assertThat(told).hasSizeBetween(2, 5);
        for (int i = 3; i < told.size(); i++) {
            assertThat(Duration.between(told.get(i - 3), told.get(i))).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        }
        assertThat(jdbc.sql("SELECT what FROM alert_message WHERE group_id = :id ORDER BY id DESC LIMIT 1")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("CLOSED");
    }

    /** H03. */
    @Test
    void repeatedEndsAndLateBeginningsChangeNothing() throws Exception {
        Instant start = clock.instant();
        deliver(alert("one", start, "firing"));
        awaitProcessed();
        clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            deliver(alert("one", start, "resolved").replace("firing-" + group, "x" + i));
        }
        deliver(alert("one", start.minusSeconds(600), "firing"));
        awaitProcessed();
        Alert alert = latest();
        assertThat(alert.state()).isEqualTo(AlertState.CLOSED);
        assertThat(explanations.of(alert.id()).history())
                .extracting(AlertRows.Note::text)
                .anyMatch(text -> text.startsWith("a late report"))
                .filteredOn(text -> text.startsWith("it is over"))
                .hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        deliver(alert("one", clock.instant(), "firing"));
        awaitProcessed();
        assertThat(latest().id()).as("a new occurrence").isNotEqualTo(alert.id());
        assertThat(latest().state()).isEqualTo(AlertState.OPEN);
    }

    /** H03 turned round: the end overtakes its beginning, as two members of a cluster deliver it. */
    @Test
    void anEndThatComesBeforeItsBeginningLeavesNothingThatNobodyEnds() throws Exception {
        Instant start = clock.instant();
        deliver(alert("late", start, "firing"));
        deliver(alert("late", start, "resolved"));
        long first = latest().id();
        clock.advance(Duration.ofMinutes(2));
        Instant again = clock.instant();
        deliver(alert("late", again, "resolved"));
        assertThat(latest().id()).isEqualTo(first);
        assertThat(latest().state()).isEqualTo(AlertState.CLOSED);
        deliver(alert("late", start, "firing").replace("\"receiver\":\"", "\"receiver\":\"other-"));
        assertThat(latest().id()).as("the old beginning, delivered late").isEqualTo(first);
        assertThat(latest().state()).isEqualTo(AlertState.CLOSED);
    }

    /** A source closes only what it opened. */
    @Test
    void anotherSourceClosesNothing() throws Exception {
        deliver(alert("mine", clock.instant(), "firing"));
        awaitProcessed();
        alerts.clear(latest().fingerprint(), null, "uptimerobot", "says another");
        assertThat(latest().state()).isEqualTo(AlertState.OPEN);
    }

    /** What is good to know of, such as new users, an application reports as it reports everything else. */
    @Test
    void whatIsGoodToKnowMaySaySo() throws Exception {
        deliver(alert("users", clock.instant(), "firing")
                .replace("\"severity\":\"critical\"", "\"vigie_kind\":\"new-users\""));
        awaitProcessed();
        assertThat(latest().kind()).isEqualTo(AlertKind.NEW_USERS);
        assertThat(latest().severity()).isEqualTo("informative");
        deliver(alert("sneaky", clock.instant(), "firing")
                .replace("\"severity\":\"critical\"", "\"vigie_kind\":\"site-down\""));
        awaitProcessed();
        assertThat(latest().kind()).as("how serious it is, its severity tells").isEqualTo(AlertKind.EXTERNAL);
    }

    /** H07. */
    @Test
    void whatNobodySpeaksOfIsStaleAndHoldsUpNothing() throws Exception {
        deliver(alert("gone", clock.instant(), "firing"));
        awaitProcessed();
        clock.advance(Duration.ofDays(2));
        Alert stale = latest();
        staleAlerts.look();
        assertThat(alerts.get(stale.id()).state()).isEqualTo(AlertState.STALE);
        assertThat(latest()).as("people are asked").satisfies(asked -> {
            assertThat(asked.kind()).isEqualTo(AlertKind.ALERT_STALE);
            assertThat(asked.severity()).isEqualTo("informative");
            assertThat(asked.text()).startsWith("alert " + stale.id() + " ");
        });
        deliver(alert("gone", clock.instant(), "firing"));
        awaitProcessed();
        assertThat(latest().id()).isNotEqualTo(stale.id());
        assertThat(latest().state()).isEqualTo(AlertState.OPEN);
    }

    /** H12. */
    @Test
    void momentsThatCannotBeAreNow() throws Exception {
        deliver(alert("far", Instant.parse("9999-01-01T00:00:00Z"), "firing"));
        awaitProcessed();
        assertThat(latest().startsAt()).isEqualTo(clock.instant());
    }

    @Test
    void whatDoesNotSayWhenItBeganIsOneOccurrenceUntilItEnds() throws Exception {
        for (String moment : new String[] {"9999-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "yesterday", ""}) {
            clock.advance(Duration.ofHours(2));
            group = UUID.randomUUID().toString();
            deliver(undated(moment, "firing"));
            Alert opened = latest();
            clock.advance(Duration.ofHours(4));
            deliver(undated(moment, "firing"));
            assertThat(latest().id()).as("repeated with \u201c%s\u201d", moment).isEqualTo(opened.id());
            clock.advance(Duration.ofMinutes(1));
            deliver(undated(moment, "resolved"));
            assertThat(latest().id()).isEqualTo(opened.id());
            assertThat(latest().state()).isEqualTo(AlertState.CLOSED);
        }
    }

    /** Other bodies each time, as when the group has got another member. */
    private String undated(String moment, String state) {
        return alert("undated", Instant.EPOCH, state)
                .replace("1970-01-01T00:00:00Z", moment)
                .replace("\"receiver\":\"", "\"receiver\":\"" + clock.instant().getEpochSecond());
    }

    /** H12, with other letters: what no column and no line can hold. */
    @Test
    void charactersThatNobodySeesAreTakenOut() throws Exception {
        deliver(alert("odd", clock.instant(), "firing")
                .replace("is down", "is\\u0000down\\u001b[2J\\ud800 \\u202egreen")
                .replace("\"severity\"", "\"a\\u0000b\":\"c\\u0007d\",\"severity\""));
        assertThat(latest().text()).startsWith("is down").doesNotContain("\u0000", "\u001b");
        assertThat(latest().state()).isEqualTo(AlertState.OPEN);
    }

    @Test
    void aForgedOrUnreadableDeliveryIsRefused() throws Exception {
        post("/webhooks/alertmanager", "wrong", "{}").andExpect(status().isUnauthorized());
        post("/webhooks/alertmanager", null, "{}").andExpect(status().isUnauthorized());
        post("/webhooks/alertmanager", "alertmanager-secret", "{\"alerts\": [], \"alerts\": []}")
                .andExpect(status().isBadRequest());
        post("/webhooks/alertmanager", "alertmanager-secret", "{}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.detail").value("alerts is missing"));
        post("/webhooks/uptimerobot", "alertmanager-secret", "{}").andExpect(status().isUnauthorized());
    }

    @Test
    void theSameDeliveryIsKnown() throws Exception {
        String body = alert("twice", clock.instant(), "firing");
        post("/webhooks/alertmanager", "alertmanager-secret", body).andExpect(status().isAccepted());
        post("/webhooks/alertmanager", "alertmanager-secret", body)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.receipt").value("duplicate"));
    }

    /** H09. */
    @Test
    void anUnreplacedPlaceholderIsNamedAndKept() throws Exception {
        post("/webhooks/uptimerobot", "uptimerobot-secret", "{\"monitorID\": \"*monitorID*\", \"alertType\": \"1\"}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.detail").value(containsString("monitorID")));
        assertThat(jdbc.sql("SELECT reason FROM alert_dead_letter ORDER BY id DESC LIMIT 1")
                        .query(String.class)
                        .single())
                .contains("monitorID");
    }

    @Test
    void uptimeRobotOpensAndCloses() throws Exception {
        String monitor = group;
        String form = "{\"monitorID\": \"%s\", \"alertType\": \"%s\", \"monitorFriendlyName\": \"Site\","
                + " \"alertDetails\": \"HTTP 503\", \"sslExpiryDate\": \"*sslExpiryDate*\"}";
        post("/webhooks/uptimerobot", "uptimerobot-secret", form.formatted(monitor, 1))
                .andExpect(status().isAccepted());
        awaitProcessed();
        assertThat(latest().kind()).isEqualTo(AlertKind.SITE_DOWN);
        assertThat(latest().severity()).isEqualTo("critical");
        post("/webhooks/uptimerobot", "uptimerobot-secret", form.formatted(monitor, 2))
                .andExpect(status().isAccepted());
        awaitProcessed();
        assertThat(latest().state()).isEqualTo(AlertState.CLOSED);
    }

    /** One fault is one alert: what Vigie reads by itself is read at once, and not told a second time. */
    @Test
    void uptimeRobotTellsWhenToLookAtWhatIsPolled() throws Exception {
        jdbc.sql("""
                        INSERT INTO monitor (application, id, state, text, since, due_at)
                        VALUES ('cesizen', 'outside', 'UP', 'up', now(), :due)
                        """)
                .param("due", Timestamp.from(clock.instant().plusSeconds(300)))
                .update();
        int before = alerts.list("cesizen", null, null, 100).size();
        post(
                        "/webhooks/uptimerobot",
                        "uptimerobot-secret",
                        "{\"monitorID\": \"4711\", \"alertType\": \"1\", \"alertDetails\": \"HTTP 503\"}")
                .andExpect(status().isAccepted());
        awaitProcessed();
        assertThat(alerts.list("cesizen", null, null, 100)).hasSize(before);
        assertThat(jdbc.sql("SELECT due_at FROM monitor WHERE application = 'cesizen' AND id = 'outside'")
                        .query((row, number) -> row.getTimestamp(1).toInstant())
                        .single())
                .isEqualTo(clock.instant());
        jdbc.sql("DELETE FROM monitor WHERE application = 'cesizen'").update();
    }

    @Test
    void aHeartbeatIsTakenWithItsTokenOnly() throws Exception {
        post("/webhooks/heartbeats/demo/cron", "heartbeat-token", "").andExpect(status().isNoContent());
        post("/webhooks/heartbeats/demo/cron", "wrong", "").andExpect(status().isUnauthorized());
        post("/webhooks/heartbeats/demo/site", "heartbeat-token", "").andExpect(status().isUnauthorized());
    }

    private Alert latest() {
        return alerts.list("cesizen", null, null, 1).getFirst();
    }

    private void deliver(String body) throws Exception {
        post("/webhooks/alertmanager", "alertmanager-secret", body).andExpect(status().is2xxSuccessful());
        awaitProcessed();
    }

    private ResultActions post(String path, String token, String body) throws Exception {
        var request = MockMvcRequestBuilders.post(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return mvc.perform(token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    private void awaitProcessed() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM delivery WHERE processed_at IS NULL")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private String alert(String name, Instant startsAt, String state) {
        return delivery(item(name, startsAt, state));
    }

    private String alerts(int count, Instant startsAt, String state) {
        return delivery(IntStream.range(0, count)
                .mapToObj(i -> item("a" + i, startsAt, state))
                .collect(Collectors.joining(",")));
    }

    private String delivery(String items) {
        return "{\"version\":\"4\",\"groupKey\":\"%s\",\"receiver\":\"firing-%s\",\"alerts\":[%s]}"
                .formatted(group, group, items);
    }

    private String item(String name, Instant startsAt, String state) {
        return "{\"status\":\"%s\",\"labels\":{\"alertname\":\"Down\",\"instance\":\"%s\",\"severity\":\"critical\"},"
                        .formatted(state, name)
                + "\"annotations\":{\"summary\":\"is down\"},\"startsAt\":\"%s\",\"fingerprint\":\"%s\"}"
                        .formatted(startsAt, Integer.toHexString((group + name).hashCode()));
    }
}
