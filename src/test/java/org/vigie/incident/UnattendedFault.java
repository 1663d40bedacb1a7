package org.vigie.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.VigieApplication;
import org.vigie.support.DemoDatabases;
import org.vigie.support.HttpSink;
import org.vigie.support.TestDatabase;
import org.vigie.support.engine.CampaignReport;
import org.vigie.support.engine.DemoPlan;
import org.vigie.support.engine.HttpJson;
import org.vigie.support.engine.TestEngine;

/**
 * The sample application with a plan that consents to everything, a Vigie that watches it, and nobody who lifts a hand: a fault is seen by
 * the checks, on the page, told by mail and in all channels, remedied, over. All is real, the clocks too.
 */
abstract class UnattendedFault {

    private static final Clock CLOCK = Clock.systemUTC();
    static final String API = "/api/applications/demo/";
    static final String INCIDENTS = "/api/incidents?application=demo";
    private static final String READER = "you@demo.example";

    private final CampaignReport report =
            new CampaignReport("remedies-" + getClass().getSimpleName());
    private final TestEngine engine = TestEngine.start();
    private final Path folder = TestEngine.newFolder("remedies-");
    private final GreenMail mails = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    private final HttpSink rooms = HttpSink.start();
    private final HttpSink phones = HttpSink.start();
    private final HttpJson shop = new HttpJson(URI.create("http://127.0.0.1:8070"));
    private final String database = TestDatabase.newDatabase();
    private ConfigurableApplicationContext vigie;
    private HttpJson api;

    @BeforeEach
    void start() throws IOException {
        mails.start();
        phones.always(201, Map.of(), "{\"sid\": \"SM1\"}");
        Map<String, String> settings = new LinkedHashMap<>(DemoDatabases.settings(folder));
        settings.putAll(plan());
        settings.put("server.port", "0");
        settings.put("spring.datasource.url", database);
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", Integer.toString(mails.getSmtp().getPort()));
        settings.put(
                "camunda.client.grpc-address", engine.broker().grpcAddress().toString());
        settings.put(
                "camunda.client.rest-address", engine.broker().restAddress().toString());
        settings.put("vigie.platform.enabled", "false");
        settings.put("vigie.data-dir", folder.resolve("vigie").toString());
        settings.put("vigie.operator-password", "operator-secret");
        vigie = new SpringApplicationBuilder(VigieApplication.class)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        api = new HttpJson(URI.create(
                        "http://127.0.0.1:" + vigie.getEnvironment().getRequiredProperty("local.server.port")))
                .as("operator", "operator-secret");
    }

    /** Looks every other second, consents to everything, and has a room of each kind and a phone. What releases are made of is tested elsewhere. */
    private Map<String, String> plan() throws IOException {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put(
                "    account: demo\n",
                "    account: demo\n    phone: \"+33 6 39 98 00 01\"\n    channels: [mail, sms]\n");
        changes.put(
                "    backup:\n      versionAt",
                "    recovery: { automatic: true, watch: PT1M }\n    backup:\n      versionAt");
        changes.put("    window: PT30S\n    every: PT2S\n", "    window: PT4S\n    every: PT1S\n");
        changes.put("    p95: PT2S\n    minimumSamples: 2", "    p95: PT5S\n    minimumSamples: 3");
        changes.put("[\"{java}\", -Xmx96m, Tests.java]", "[\"true\"]");
        changes.put("[\"{java}\", -Xmx96m, Lint.java]", "[\"true\"]");
        changes.put("slowerThan: PT2S", "slowerThan: PT5S");
        changes.put("every: PT15S\n      retryEvery: PT5S", "every: PT2S\n      retryEvery: PT1S");
        changes.put(
                "every: PT1M\n      retryEvery: PT5S\n      confirmations: 2\n      database",
                "every: PT2S\n      retryEvery: PT1S\n      confirmations: 2\n      database");
        changes.put("monitoring:\n  recipients: [devops]\n", """
                monitoring:
                  recipients: [devops]
                  remedies:
                    restart: [["true"]] # what is bad stays bad
                    unasked: [restart, rollback, recovery]
                """);
        changes.put(
                "\nobjectives:\n", """

                channels:
                  - { id: team, kind: slack, urlFrom: "file:FOLDER/slack", allowPrivate: ["127.0.0.1"] }
                  - { id: room, kind: discord, urlFrom: "file:FOLDER/discord", allowPrivate: ["127.0.0.1"] }
                  - id: sms
                    kind: sms
                    for: [critical]
                    urlFrom: "file:FOLDER/sms"
                    allowPrivate: ["127.0.0.1"]
                    sms: { provider: twilio, account: AC1, sender: "+33199000009", secretFrom: "file:FOLDER/token" }

                objectives:
                """.replace("FOLDER", folder.toAbsolutePath().toString()));
        Files.writeString(folder.resolve("slack"), rooms.url("/slack"));
        Files.writeString(folder.resolve("discord"), rooms.url("/discord"));
        Files.writeString(folder.resolve("sms"), phones.url("/"));
        Files.writeString(folder.resolve("token"), "token");
        return DemoPlan.in(folder.resolve("plans"), changes);
    }

    @AfterEach
    void stop() {
        if (vigie != null) {
            vigie.close();
        }
        engine.close();
        mails.stop();
        rooms.close();
        phones.close();
    }

    /** The incident, once the fault is on the page and in every channel; figures are printed. */
    final JsonNode toldAndShown(String component) {
        String opening = "[Demo] CRITICAL: " + component;
        // each comes by itself: what is waited for second is measured too long rather than too short
        soon().until(() -> everywhere().stream().anyMatch(titles -> has(titles, opening)));
        Instant told = CLOCK.instant();
        soon().until(this::shown, "down"::equals);
        Instant onPage = CLOCK.instant();
        JsonNode incident = soon().until(() -> get(INCIDENTS + "&open=true"), found -> found.size() == 1)
                .path(0);
        Instant firstFailed = Instant.parse(incident.path("since").asText());
        Duration toMessage = Duration.between(firstFailed, told);
        Duration toPage = Duration.between(firstFailed, onPage);
        report.line(
                "from the first failed check to the first message %d ms, to the page %d ms",
                toMessage.toMillis(), toPage.toMillis());
        assertThat(toMessage).isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(toPage).isLessThanOrEqualTo(Duration.ofSeconds(45));
        soon().untilAsserted(() -> assertThat(everywhere())
                .allSatisfy(titles -> assertThat(titles)
                        .filteredOn(title -> title.contains(opening))
                        .as("%s", titles)
                        .hasSize(1)));
        return incident;
    }

    /** Waits for the end by the checks, and for the all-clear wherever the opening was. */
    final void over(String id, String component) {
        soon().untilAsserted(() ->
                assertThat(get("/api/alerts?application=demo&state=open")).isEmpty());
        // it has to stay well for a minute
        JsonNode over = soon().atMost(Duration.ofMinutes(3))
                .until(
                        () -> get(API + "incidents/" + id),
                        found -> found.path("endedAt").isTextual());
        assertThat(over.path("status").asText()).as("%s", over).isEqualTo("succeeded");
        assertThat(get("/api/incidents/" + id).at("/incident/resolvedBy").asText())
                .isEqualTo("vigie");
        soon().until(this::shown, "up"::equals);
        String end = "[Demo] Over: " + component;
        soon().untilAsserted(() -> assertThat(everywhere())
                .allSatisfy(titles -> assertThat(titles)
                        .filteredOn(title -> title.contains(end))
                        .as("%s", titles)
                        .hasSize(1)));
    }

    /** What mail, Slack, Discord and phone got; marks of rooms are escaped. */
    private List<List<String>> everywhere() {
        List<List<String>> all = new ArrayList<>();
        all.add(mails());
        Stream.of("/slack", "/discord")
                .forEach(path -> all.add(rooms.requests().stream()
                        .filter(request -> request.path().startsWith(path))
                        .map(request -> request.body().replace("\\\\", ""))
                        .toList()));
        all.add(phones.requests().stream()
                .map(request -> URLDecoder.decode(request.body(), StandardCharsets.UTF_8))
                .toList());
        return all;
    }

    private List<String> mails() {
        List<String> subjects = new ArrayList<>();
        try {
            for (MimeMessage mail : mails.getReceivedMessages()) {
                if (Stream.of(mail.getAllRecipients()).map(Address::toString).anyMatch(to -> to.contains(READER))) {
                    subjects.add(mail.getSubject());
                }
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
        return subjects;
    }

    private static boolean has(List<String> titles, String wanted) {
        return titles.stream().anyMatch(title -> title.contains(wanted));
    }

    final void release(String tag) {
        JsonNode release = operation("releases", Map.of("version", tag));
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("succeeded");
    }

    final JsonNode operation(String kind, Map<String, ?> body) {
        String id = soon().until(() -> api.post(API + kind, body), answer -> answer.status() != 409)
                .requireSuccess()
                .body()
                .path("id")
                .asText();
        return soon().atMost(Duration.ofMinutes(5))
                .until(
                        () -> get(API + kind + "/" + id),
                        found -> found.path("endedAt").isTextual());
    }

    final String version() {
        return shop.get("/health").body().path("version").asText();
    }

    final String shown() {
        HttpJson.Answer page = api.get("/status/demo.json");
        return page.status() == 200
                ? page.body().path("components").path(0).path("state").asText()
                : "";
    }

    final JsonNode remedies(String id) {
        return get("/api/incidents/" + id).path("remedies");
    }

    final JsonNode get(String path) {
        return api.get(path).requireSuccess().body();
    }

    final JdbcClient server() {
        return JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:"
                + URI.create(database.substring("jdbc:".length())).getPort() + "/postgres?user=postgres&password=any"));
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}
