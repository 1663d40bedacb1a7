package org.vigie.statuspage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.plan.LocalText;
import org.vigie.statuspage.page.StatusPageProperties;
import org.vigie.statuspage.page.StatusPublisher;
import org.vigie.statuspage.page.TestPublisher;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** From what others say to the files, the addresses and the mails. */
@VigieTest
class StatusPagesTests {

    private static final String APP = "mangatheque";
    private static final PublicText TEXT = new PublicText(
            new LocalText("La recherche ne répond pas.", "Search does not answer."), 2, DataStatement.SAFE, null);

    @Autowired
    StatusPages pages;

    @Autowired
    StatusRecord record;

    @Autowired
    StatusPublisher publisher;

    @Autowired
    StatusPageProperties properties;

    @Autowired
    MaintenanceTurns maintenance;

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    KeptMails mails;

    @Autowired
    MutableClock clock;

    @BeforeEach
    void empty() {
        jdbc.sql(
                        "TRUNCATE status_span, status_claim, status_incident, status_update, status_maintenance, status_subscriber,"
                                + " status_told, status_response CASCADE")
                .update();
        clock.set(VigieTest.START);
    }

    @Test
    void theWorstThatAnySourceSaysIsShownAndMaintenanceBeforeAll() {
        Instant now = clock.instant();
        pages.say(APP, "site", "checks", ComponentState.UP, now.minusSeconds(3600));
        pages.say(APP, "site", "incident/1", ComponentState.DEGRADED, now.minusSeconds(600));
        assertThat(pages.stateOf(APP, "site")).isEqualTo(ComponentState.DEGRADED);
        pages.say(APP, "site", "checks", ComponentState.DOWN, now.minusSeconds(60));
        pages.say(APP, "site", "maintenance/1", ComponentState.MAINTENANCE, now);
        assertThat(pages.stateOf(APP, "site")).isEqualTo(ComponentState.MAINTENANCE);
        pages.withdraw(APP, "site", "maintenance/1", now);
        pages.withdraw(APP, "site", "incident/1", now);
        assertThat(pages.stateOf(APP, "site")).isEqualTo(ComponentState.DOWN);
        pages.withdraw(APP, "site", "checks", now);
        assertThat(pages.stateOf(APP, "site")).isEqualTo(ComponentState.UNMONITORED);
    }

    @Test
    void spansTouchEachOtherAndBeginWhenTheFaultDid() {
        Instant now = clock.instant();
        pages.say(APP, "site", "checks", ComponentState.UP, now.minusSeconds(3600));
        for (int i = 0; i < 3; i++) {
            pages.say(APP, "site", "checks", ComponentState.DOWN, now.minusSeconds(300));
        }
        pages.say(APP, "site", "checks", ComponentState.UP, now.minusSeconds(9_999));
        assertThat(record.spans(APP, false, Instant.EPOCH))
                .extracting(StateSpan::state, StateSpan::since, StateSpan::until)
                .as("what comes late replaces what was shown last, and rewrites nothing before")
                .containsExactly(
                        tuple(ComponentState.UP, now.minusSeconds(3600), now.minusSeconds(300)),
                        tuple(ComponentState.UP, now.minusSeconds(300), null));
        assertThatThrownBy(() -> pages.say(APP, "cellar", "checks", ComponentState.UP, now))
                .hasMessageContaining("has no component cellar");
    }

    @Test
    void maintenanceBeginsAndEndsByItself() {
        Instant start = clock.instant().plus(Duration.ofHours(1));
        announce("m", start, start.plus(Duration.ofHours(2)));
        maintenance.follow(APP);
        assertThat(pages.stateOf(APP, "site")).isEqualTo(ComponentState.UNMONITORED);
        clock.advance(Duration.ofMinutes(61));
        maintenance.follow(APP);
        assertThat(pages.stateOf(APP, "site")).isEqualTo(ComponentState.MAINTENANCE);
        clock.advance(Duration.ofHours(3));
        maintenance.follow(APP);
        assertThat(pages.stateOf(APP, "site")).isEqualTo(ComponentState.UNMONITORED);
        assertThat(record.spans(APP, false, Instant.EPOCH).getFirst().until())
                .isEqualTo(start.plus(Duration.ofHours(2)));
    }

    @Test
    void servesTheSameFilesThatAnyServerMay() throws Exception {
        incident();
        publish();
        for (String address : List.of(
                "/status/mangatheque",
                "/status/mangatheque.json",
                "/status/mangatheque/feed.atom",
                "/status/mangatheque/badge.svg",
                "/status/mangatheque/en.html",
                "/status/mangatheque/style.css",
                "/status/mangatheque/fresh.js")) {
            var answer = http.perform(get(address))
                    .andExpect(status().isOk())
                    .andExpect(header().string("Cache-Control", "no-cache"))
                    .andExpect(header().exists("ETag"))
                    .andExpect(header().exists("Last-Modified"))
                    .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                    .andReturn()
                    .getResponse();
            http.perform(get(address).header("If-None-Match", answer.getHeader("ETag")))
                    .andExpect(status().isNotModified());
        }
        http.perform(get("/status/mangatheque"))
                .andExpect(content().string(containsString("<html lang=\"fr\">")))
                .andExpect(content().string(containsString("La recherche ne répond pas.")))
                .andExpect(content().string(containsString("href=\"mangatheque/style.css\"")));
        http.perform(get("/status/mangatheque.json"))
                .andExpect(jsonPath("$.validUntil").value("2026-11-20T09:00:50Z"))
                .andExpect(jsonPath("$.state").value("down"));
        String page = Files.readString(properties.folder().resolve("mangatheque.html"));
        String json = Files.readString(properties.folder().resolve("mangatheque.json"));
        Matcher revision = Pattern.compile("data-revision=\"([0-9a-f]{12})\"").matcher(page);
        assertThat(revision.find()).isTrue();
        assertThat(json).contains("\"revision\" : \"" + revision.group(1) + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/status/nobody",
                "/status/mangatheque/secret.txt",
                "/status/mangatheque/..%2fmangatheque.json",
                "/status/..%2f..%2faccounts%2foperator.password",
                "/status/mangatheque/%2e%2e/x"
            })
    void nothingElseIsServed(String address) throws Exception {
        publish();
        int code =
                http.perform(get(URI.create(address))).andReturn().getResponse().getStatus();
        assertThat(code).isIn(400, 401, 404);
    }

    @Test
    void aBadgeIsAlwaysAPicture() throws Exception {
        http.perform(get("/status/nobody/badge.svg"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("image/svg+xml"))
                .andExpect(content().string(containsString("unknown")));
    }

    @Test
    void theFeedChangesWithWhatItSaysAndNotWithTime() throws Exception {
        incident();
        publish();
        Path feed = properties.folder().resolve("mangatheque/feed.atom");
        byte[] before = Files.readAllBytes(feed);
        var written = Files.getLastModifiedTime(feed);
        String page = Files.readString(properties.folder().resolve("mangatheque.html"), UTF_8);
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(20));
            pages.say(APP, "search", "checks", ComponentState.UP, clock.instant());
            publish();
        }
        assertThat(Files.readAllBytes(feed)).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(feed)).isEqualTo(written);
        assertThat(Files.readString(properties.folder().resolve("mangatheque.html"), UTF_8))
                .isNotEqualTo(page);
        pages.publish("op-1", "turn-2", PublicText.NEUTRAL, false);
        publish();
        assertThat(new String(Files.readAllBytes(feed), UTF_8))
                .contains("<updated>2026-11-20T09:01:00Z</updated>")
                .contains("Point d’avancement");
    }

    @Test
    void aPageThatCannotBeWrittenStaysAsItWas() throws Exception {
        publish();
        Path file = properties.folder().resolve("cesizen.html");
        String before = Files.readString(file);
        Files.delete(file);
        Files.createDirectories(file.resolve("in the way"));
        clock.advance(Duration.ofMinutes(1));
        publish();
        assertThat(Files.readString(properties.folder().resolve("mangatheque.json")))
                .as("one page holds up no other")
                .contains("2026-11-20T09:01:00Z");
        http.perform(get("/api/troubles").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(content().string(containsString("status pages cannot be written")));
        Files.delete(file.resolve("in the way"));
        Files.delete(file);
        publish();
        assertThat(Files.readString(file)).isNotEqualTo(before);
    }

    @Test
    void signsUpInTwoStepsAndOffInOne() throws Exception {
        String address = "reader-" + UUID.randomUUID() + "@example.org";
        String answer = ask(address);
        String confirm = link(lastMail("status-confirm", address), "status-subscriptions");
        assertThat(confirmed()).isZero();
        for (int i = 0; i < 2; i++) {
            http.perform(get(confirm))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("<form method=\"post\">")));
        }
        assertThat(confirmed()).as("opening the link changes nothing").isZero();
        http.perform(post(confirm)).andExpect(status().isOk());
        assertThat(confirmed()).isOne();
        assertThat(ask(address)).as("a known address").isEqualTo(answer);
        assertThat(ask("nobody-" + UUID.randomUUID() + "@example.org")).isEqualTo(answer);
        assertThat(ask("no address at all")).isEqualTo(answer);
        assertThat(ask("a@b.example\r\nBcc: c@d.example")).isEqualTo(answer);

        incident();
        pages.resolve("op-1", clock.instant(), PublicText.NEUTRAL);
        Path mail = lastMail("status-incident", address);
        String text = Files.readString(mail);
        assertThat(text)
                .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
                .containsPattern("List-Unsubscribe: <http://localhost:8090/links/status-departures/");
        String leave = link(mail, "status-departures");
        http.perform(get(leave)).andExpect(status().isOk());
        assertThat(confirmed()).isOne();
        http.perform(post(leave)
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content("List-Unsubscribe=One-Click"))
                .andExpect(status().isOk());
        assertThat(confirmed()).isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM status_subscriber WHERE address = :address")
                        .param("address", address)
                        .query(Integer.class)
                        .single())
                .as("the address is forgotten")
                .isZero();
        http.perform(post(confirm))
                .andExpect(status().isGone())
                .andExpect(content().string(containsString("class=\"button\" href=\"/status/")));
    }

    @Test
    void oneAddressIsAskedOnceAnHourAndThreeTimesADay() throws Exception {
        String address = "often-" + UUID.randomUUID() + "@example.org";
        for (int hour = 0; hour < 6; hour++) {
            ask(address);
            ask(address);
            clock.advance(Duration.ofMinutes(61));
        }
        assertThat(asked(address)).isEqualTo(3);
        clock.advance(Duration.ofDays(1));
        ask(address);
        assertThat(asked(address)).isEqualTo(4);
    }

    private int asked(String address) {
        return jdbc.sql("SELECT count(*) FROM notice WHERE template = 'status-confirm' AND address = :address")
                .param("address", address)
                .query(Integer.class)
                .single();
    }

    private String ask(String address) throws Exception {
        String place = "10.1." + (int) (Math.random() * 250) + "." + (int) (Math.random() * 250);
        return http.perform(post("/status/mangatheque/subscriptions")
                        .with(request -> {
                            request.setRemoteAddr(place);
                            return request;
                        })
                        .param("address", address)
                        .param("language", "fr")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED))
                .andExpect(status().isAccepted())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private int confirmed() {
        return jdbc.sql("SELECT count(*) FROM status_subscriber WHERE state = 'confirmed'")
                .query(Integer.class)
                .single();
    }

    private Path lastMail(String template, String address) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> jdbc.sql("SELECT went_to FROM notice WHERE template = :template AND address = :address"
                                        + " AND state = 'SENT' ORDER BY id DESC LIMIT 1")
                                .param("template", template)
                                .param("address", address)
                                .query(String.class)
                                .optional(),
                        Optional::isPresent)
                .map(Path::of)
                .orElseThrow();
    }

    private static String link(Path mail, String purpose) throws Exception {
        Matcher link = Pattern.compile("/links/" + purpose + "/[A-Za-z0-9_.-]+")
                .matcher(Files.readString(mail).replace("=\r\n", "").replaceAll("\r\n ", ""));
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private void incident() {
        pages.open(
                new PublicIncident(
                        "op-1", APP, false, List.of("site"), "service-down", clock.instant(), null, List.of()),
                ComponentState.DOWN);
        assertThat(pages.publish("op-1", "turn-1", TEXT, true)).isTrue();
        assertThat(pages.publish("op-1", "turn-1", TEXT, true)).as("once more").isFalse();
    }

    private void announce(String id, Instant from, Instant to) {
        pages.announce(id, APP, List.of("site"), LocalText.same("Base de données"), from, to);
    }

    private void publish() {
        TestPublisher.publish(publisher);
    }
}
