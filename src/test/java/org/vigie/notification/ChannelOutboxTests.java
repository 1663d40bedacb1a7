package org.vigie.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.vigie.support.FakeSmtpServer;
import org.vigie.support.HttpSink;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** Channels of a plan on the outbox: other ways when one fails, turns, doubts, tests, all-clears. Nothing is due but by the test. */
@VigieTest
@TestPropertySource(properties = {"vigie.notices.poll-interval=PT1H", "vigie.channels.timeout=PT1S"})
class ChannelOutboxTests {

    private static final FakeSmtpServer MAIL = FakeSmtpServer.started();
    private static final HttpSink SLACK = HttpSink.start();
    private static final HttpSink SMS = HttpSink.start();
    private static final String LEAD = "responsable@cesizen.example";
    private static final String OPS = "devops@cesizen.example";
    private static final String HELP = "support@cesizen.example";

    @Autowired
    Notices notices;

    @Autowired
    Canaries canaries;

    @Autowired
    CanaryRounds rounds;

    @Autowired
    NoticeDispatcher dispatcher;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    MockMvc http;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", MAIL::port);
        registry.add("vigie.plans-dir", ChannelOutboxTests::plans);
    }

    private static String plans() {
        try {
            Path folder = Files.createTempDirectory("plans");
            Files.writeString(folder.resolve("slack"), SLACK.url("/services/x"));
            Files.writeString(folder.resolve("sms"), SMS.url("/"));
            Files.writeString(folder.resolve("token"), "token");
            String channels = """
                    channels:
                      - {id: team, kind: slack, urlFrom: "file:FOLDER/slack", allowPrivate: ["127.0.0.1"], language: en}
                      - id: sms
                        kind: sms
                        for: [critical]
                        urlFrom: "file:FOLDER/sms"
                        allowPrivate: ["127.0.0.0/8"]
                        sms: {provider: twilio, account: AC1, sender: "+33199000009", secretFrom: "file:FOLDER/token"}
                    """.replace("FOLDER", folder.toString());
            String plan = Files.readString(Path.of("plans", "cesizen.yaml"));
            Files.writeString(folder.resolve("cesizen.yaml"), plan + "\n" + channels);
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() {
        clock.set(VigieTest.START);
    }

    @AfterEach
    void clear() {
        settle();
        jdbc.sql("DELETE FROM notice").update();
        jdbc.sql("DELETE FROM channel_state").update();
        MAIL.forget();
        SLACK.forget();
        SMS.forget();
    }

    @AfterAll
    static void stop() {
        MAIL.close();
        SLACK.close();
        SMS.close();
    }

    @Test
    void aBrokenChannelIsLeftAlone_itsMessagesGoByMail_andATestMendsIt() throws Exception {
        SLACK.always(404, Map.of(), "no_service");
        tell("A-1/opened/1", Recipient.team("team"), "team");
        settle();
        assertThat(state("A-1/opened/1")).isEqualTo("REFUSED");
        assertThat(MAIL.received(HELP))
                .as("the text itself, to one of the team")
                .singleElement()
                .satisfies(mail -> assertThat(mail.getSubject()).startsWith("[A-1]"));
        assertThat(MAIL.received(OPS))
                .as("whoever can mend it is told")
                .singleElement()
                .satisfies(mail -> assertThat(mail.getSubject()).contains("Le canal team ne prend plus"));
        assertThat(SLACK.requests()).hasSize(1);

        tell("A-1/opened/2", Recipient.team("team"), "team");
        settle();
        assertThat(SLACK.requests()).as("nobody asks again").hasSize(1);
        assertThat(MAIL.received(HELP)).hasSize(2);
        assertThat(MAIL.received(OPS)).as("told once").hasSize(1);
        channels().andExpect(jsonPath("$[?(@.id == 'team')].state").value("broken"));

        SLACK.always(200, Map.of(), "ok");
        clock.advance(Duration.ofSeconds(1));
        canaries.send("cesizen", "team", "operator");
        settle();
        assertThat(SLACK.requests().getLast().body()).contains("[Test] CESIZen: channel team", "asked for by operator");
        channels()
                .andExpect(jsonPath("$[?(@.id == 'team')].state").value("works"))
                .andExpect(jsonPath("$[?(@.id == 'team')].lastTest.state").value("sent"));
        clock.advance(Duration.ofSeconds(1));
        tell("A-1/opened/3", Recipient.team("team"), "team");
        settle();
        assertThat(state("A-1/opened/3")).isEqualTo("SENT");
    }

    @Test
    void aTestThatDoesNotArriveIsSaidByItselfAlone() {
        SLACK.always(410, Map.of(), "channel_is_archived");
        long id = canaries.send("cesizen", "team", "operator").id();
        settle();
        assertThat(notices.get(id).state()).isEqualTo(NoticeState.REFUSED);
        assertThat(notices.get(id).reason()).isEqualTo("Slack answered 410 channel_is_archived");
        assertThat(MAIL.received(HELP)).isEmpty();
        assertThat(MAIL.received(OPS)).hasSize(1);
    }

    @Test
    void nothingGoesToAChannelBeforeItSaid() {
        SLACK.next(429, Map.of("Retry-After", "120"), "rate_limited");
        tell("A-1/opened/1", Recipient.team("team"), "team");
        settle();
        clock.advance(Duration.ofSeconds(60));
        tell("A-1/opened/2", Recipient.team("team"), "team");
        settle();
        assertThat(SLACK.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(59));
        settle();
        assertThat(SLACK.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        settle();
        clock.advance(Duration.ofSeconds(1));
        settle();
        assertThat(SLACK.requests()).hasSize(3);
        assertThat(state("A-1/opened/1")).isEqualTo("SENT");
        assertThat(state("A-1/opened/2")).isEqualTo("SENT");
        assertThat(MAIL.received()).isEmpty();
    }

    @Test
    void whoIsToComeTooLateTakesTheOtherWayAtOnce() {
        SLACK.next(429, Map.of("Retry-After", "3000"), "rate_limited");
        tell("A-1/opened/1", Recipient.team("team"), "team");
        tell("A-1/opened/2", Recipient.team("team"), "team");
        settle();
        clock.advance(Duration.ofSeconds(1));
        settle();
        assertThat(SLACK.requests()).hasSize(1);
        assertThat(state("A-1/opened/1")).isEqualTo("GIVEN_UP");
        assertThat(state("A-1/opened/2")).isEqualTo("GIVEN_UP");
        assertThat(MAIL.received(HELP)).hasSize(2);
    }

    @Test
    void whatDoesNotArriveInTimeGoesByMail() {
        SLACK.always(500, Map.of(), "oops");
        tell("A-1/opened/1", lead(), "team");
        for (int second = 0; second < 599; second += 10) {
            settle();
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(MAIL.received()).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        settle();
        assertThat(state("A-1/opened/1")).isEqualTo("GIVEN_UP");
        assertThat(MAIL.received(LEAD)).as("to whom it was for").hasSize(1);
        assertThat(SLACK.requests()).hasSizeBetween(4, 9);
    }

    @Test
    void messagesTakeTurns() {
        for (int i = 0; i < 4; i++) {
            tell("A-1/opened/" + i, Recipient.team("team"), "team");
        }
        settle();
        for (int sent = 1; sent <= 4; sent++) {
            assertThat(SLACK.requests()).hasSize(sent);
            clock.advance(Duration.ofSeconds(1));
            settle();
        }
        assertThat(SLACK.requests()).hasSize(4);
        assertThat(jdbc.sql("SELECT max(attempts) FROM notice")
                        .query(Integer.class)
                        .single())
                .as("waiting for a turn is no attempt")
                .isEqualTo(1);
    }

    @Test
    void whatMayHaveArrivedIsRepeatedOnceAndMarked() {
        SLACK.hangNext();
        SLACK.hangNext();
        tell("A-1/opened/1", Recipient.team("team"), "team");
        settle();
        assertThat(SLACK.requests()).hasSize(1);
        for (int i = 0; i < 70; i++) {
            clock.advance(Duration.ofSeconds(10));
            settle();
        }
        assertThat(SLACK.requests()).hasSize(2);
        assertThat(SLACK.requests().get(0).body()).doesNotContain("(repeated)", "(répété)");
        assertThat(SLACK.requests().get(1).body()).contains("(repeated)");
        assertThat(state("A-1/opened/1")).isEqualTo("GIVEN_UP");
        assertThat(MAIL.received(HELP)).hasSize(1);
    }

    @Test
    void aNumberThatIsNoneConcernsItsOwnerAndSupport() {
        SMS.next(400, Map.of(), "{\"code\": 21614, \"message\": \"not a mobile number\"}");
        tell("A-1/opened/1", lead(), "sms");
        settle();
        assertThat(SMS.requests().getFirst().body()).contains("To=%2B33199000002");
        assertThat(MAIL.received(LEAD)).as("the text itself").hasSize(1);
        assertThat(MAIL.received(HELP))
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.getSubject()).contains("un message à Responsable technique n'est pas arrivé"))
                .satisfies(mail -> assertThat(Mails.arrived(mail).text()).contains("est parti par mail à la place"));
        clock.advance(Duration.ofSeconds(1));
        SMS.next(201, Map.of(), "{\"sid\": \"SM1\"}");
        tell("A-1/opened/2", lead(), "sms");
        settle();
        assertThat(state("A-1/opened/2")).as("the channel works").isEqualTo("SENT");
    }

    @Test
    void theAllClearGoesToExactlyThoseWhoGotTheOpening() {
        SMS.always(400, Map.of(), "{\"code\": 21614}");
        SLACK.next(500, Map.of(), "later");
        tell("A-1/opened/team", Recipient.team("team"), "team");
        tell("A-1/opened/ops", contact("ops", "DevOps", OPS), "mail");
        tell("A-1/opened/ops-again", contact("ops", "DevOps", OPS), "mail");
        tell("A-1/opened/sms", lead(), "sms");
        MAIL.refuse(HELP);
        tell("A-1/opened/help", contact("help", "Support", HELP), "mail");
        tell("A-1/other/help", contact("help", "Support", HELP), "mail");
        tell("A-2/opened/help", contact("help", "Support", HELP), "mail");
        settle();
        MAIL.forget();
        int before = SLACK.requests().size();

        allClear("A-1/closed");
        allClear("A-1/closed");
        settle();
        assertThat(SLACK.requests()).as("the opening is not there yet").hasSize(before);
        assertThat(MAIL.received(OPS)).hasSize(1);
        assertThat(MAIL.received(LEAD)).as("by the way the opening took").hasSize(1);
        assertThat(MAIL.received(HELP)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        settle();
        clock.advance(Duration.ofSeconds(1));
        settle();
        assertThat(SLACK.requests()).as("opening, then all-clear").hasSize(before + 2);
        assertThat(notices.reached("cesizen", "A-1", "A-1/opened/"))
                .extracting(KeptNotice::address)
                .containsExactlyInAnyOrder("team", OPS, LEAD);
        assertThat(MAIL.received()).hasSize(2);
    }

    @Test
    void theAllClearTakesTheOtherWayTooIfItsOpeningDoes_andIsDroppedWithIt() {
        SLACK.always(500, Map.of(), "later");
        MAIL.answer("RCPT TO:<" + HELP + ">", "450 later");
        tell("A-1/opened/team", Recipient.team("team"), "team");
        tell("A-1/opened/gone", contact(null, "Gone", "gone@example.org"), "mail");
        MAIL.answer("RCPT TO:<gone@example.org>", "450 later");
        settle();
        allClear("A-1/closed");
        settle();
        MAIL.refuse("gone@example.org");
        for (int i = 0; i < 70; i++) {
            clock.advance(Duration.ofSeconds(10));
            settle();
        }
        assertThat(state("A-1/opened/team")).isEqualTo("GIVEN_UP");
        assertThat(jdbc.sql("SELECT address FROM notice WHERE starts_with(key, 'A-1/closed/') AND state = 'WAITING'")
                        .query(String.class)
                        .list())
                .as("waits for the mail that the opening became")
                .containsExactly(HELP);
    }

    @Test
    void silentChannelsAreTestedByThemselves_mailIsNot() {
        tell("A-1/opened/1", Recipient.team("team"), "team");
        settle();
        rounds.testSilentOnes();
        settle();
        assertThat(SLACK.requests()).as("it was not silent").hasSize(1);
        clock.advance(Duration.ofDays(7));
        rounds.testSilentOnes();
        settle();
        assertThat(SLACK.requests()).hasSize(2);
        assertThat(SLACK.requests().getLast().body()).contains("asked for by Vigie");
        assertThat(MAIL.received()).isEmpty();
    }

    @Test
    void onlyOperatorsTestChannels() throws Exception {
        http.perform(post("/api/channels/cesizen/team/canary").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isForbidden());
        http.perform(post("/api/channels/cesizen/team/canary")).andExpect(status().isUnauthorized());
        http.perform(post("/api/channels/cesizen/pigeon/canary").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isNotFound());
        http.perform(post("/api/channels/cesizen/sms/canary").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isBadRequest());
        http.perform(post("/api/channels/cesizen/team/canary").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.key").exists());
        settle();
        assertThat(SLACK.requests()).hasSize(1);
        channels().andExpect(jsonPath("$[*].id", hasItem("mail")));
    }

    private ResultActions channels() throws Exception {
        return http.perform(get("/api/channels").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk());
    }

    private void allClear(String key) {
        notices.tellThoseReached(new FollowUp(
                key,
                "cesizen",
                "A-1",
                "A-1/opened/",
                "ticket-resolved",
                Map.of("id", "A-1", "application", "CESIZen")));
    }

    private static Recipient lead() {
        return contact("lead", "Responsable technique", LEAD);
    }

    private static Recipient contact(String id, String name, String address) {
        return new Recipient(id, name, address);
    }

    private void tell(String key, Recipient to, String channel) {
        String subject = key.substring(0, key.indexOf('/'));
        notices.tell(new Notice(
                key,
                "cesizen",
                subject,
                to,
                channel.equals("team") ? Locale.ENGLISH : Locale.FRENCH,
                "ticket-receipt",
                Map.of("id", subject, "application", "CESIZen", "reporter", to.name()),
                channel));
    }

    private String state(String key) {
        return jdbc.sql("SELECT state FROM notice WHERE key = :key")
                .param("key", key)
                .query(String.class)
                .single();
    }

    /** Lets the dispatcher work until nothing is due or under way. */
    private void settle() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    dispatcher.kick();
                    return jdbc.sql("""
                                    SELECT count(*) FROM notice n
                                     WHERE state = 'WAITING' AND (due_at <= :now OR leased_until IS NOT NULL)
                                       AND (follows IS NULL OR EXISTS (SELECT 1 FROM notice o WHERE o.id = n.follows AND o.state = 'SENT'))
                                    """)
                                    .param("now", Timestamp.from(clock.instant()))
                                    .query(Integer.class)
                                    .single()
                            == 0;
                });
    }
}
