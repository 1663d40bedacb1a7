package org.vigie.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.PreventiveSettings;
import org.vigie.plan.WatchSettings;
import org.vigie.plan.WatchSettings.Feed;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;
import org.vigie.preventive.WorkState;
import org.vigie.shared.AddressRange;
import org.vigie.support.VigieTest;

/** Feeds are read with care, and what concerns the application stands once in one ticket. */
@VigieTest
class TechnologyWatchTests {

    private static final List<AddressRange> LOOPBACK = List.of(AddressRange.parse("127.0.0.1"));

    @Autowired
    TechnologyWatch watch;

    @Autowired
    Plans plans;

    @Autowired
    JdbcClient jdbc;

    private final List<String> asked = new ArrayList<>();
    private final List<String> posted = new ArrayList<>();
    private HttpServer server;
    private String body = FeedReaderTests.RSS;
    private Charset charset = StandardCharsets.UTF_8;
    private String contentType = "application/rss+xml";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/feed", exchange -> {
            String known = exchange.getRequestHeaders().getFirst("If-None-Match");
            String etag = "\"" + body.hashCode() + "\"";
            asked.add(String.valueOf(known));
            if (exchange.getRequestMethod().equals("POST")) {
                posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            exchange.getResponseHeaders().add("ETag", etag);
            exchange.getResponseHeaders().add("Content-Type", contentType);
            byte[] bytes = body.getBytes(charset);
            boolean same = etag.equals(known);
            exchange.sendResponseHeaders(same ? 304 : 200, same ? -1 : bytes.length);
            if (!same) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void nothingIsLeft() {
        server.stop(0);
        jdbc.sql("DELETE FROM watch_item").update();
        jdbc.sql("DELETE FROM watch_alias").update();
        jdbc.sql("DELETE FROM watch_feed").update();
    }

    @Test
    void whatConcernsTheApplicationStandsInOneTicketOfTheMonth() {
        WorkResult first = perform("PM-1", plan(LOOPBACK, "Django", "PostgreSQL"));
        assertThat(first.state()).isEqualTo(WorkState.DONE);
        assertThat(first.summary()).startsWith("Les nouveautés sont dans le ticket CZ-");
        String ticket = jdbc.sql("SELECT DISTINCT ticket_id FROM watch_item")
                .query(String.class)
                .single();
        assertThat(jdbc.sql("SELECT title || ', ' || type FROM ticket WHERE id = :id")
                        .param("id", ticket)
                        .query(String.class)
                        .single())
                .isEqualTo("Veille 2026-11, preventive");
        assertThat(jdbc.sql("SELECT description FROM ticket WHERE id = :id")
                        .param("id", ticket)
                        .query(String.class)
                        .single())
                .contains(
                        "- Django security releases issued: 5.2.8 (Django) https://www.djangoproject.com/weblog/2027/nov/05/");
        // nothing has changed: the server says so, and there is nothing for a ticket
        assertThat(perform("PM-2", plan(LOOPBACK, "Django")).summary())
                .isEqualTo("Rien de nouveau ne concerne l’application.");
        assertThat(asked).hasSize(2).first().isEqualTo("null");
        assertThat(asked.get(1)).isEqualTo("\"" + body.hashCode() + "\"");
        // one entry more
        body = body.replace(
                "</channel>",
                "<item><title>Django 6</title><guid>six</guid><link>https://x.example/6</link></item></channel>");
        perform("PM-3", plan(LOOPBACK, "Django"));
        assertThat(jdbc.sql("SELECT count(*) FROM watch_item WHERE ticket_id <> :id")
                        .param("id", ticket)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void aFlawIsToldOnceWhateverItsNameAndSource() {
        body = AdvisoryReaderTests.file("osv-query.json");
        WorkResult first = perform("PM-8", plan(LOOPBACK, "Django"));
        assertThat(first.details()).contains("news: 1 new"); // two names of one flaw; the others are old or withdrawn
        body = AdvisoryReaderTests.file("nvd.json");
        assertThat(perform("PM-9", plan(LOOPBACK, "Django", "PostgreSQL")).details())
                .contains("news: 1 new"); // CVE-2025-64459 is known
        body = AdvisoryReaderTests.file("github.json");
        assertThat(perform("PM-10", plan(LOOPBACK, "Django")).details()).contains("news: 0 new");
        body = FeedReaderTests.RSS.replace("A conference", "CVE-2026-12818 - PostgreSQL libpq integer wraparound");
        assertThat(perform("PM-11", plan(LOOPBACK, "PostgreSQL")).details()).contains("news: 0 new");
        assertThat(jdbc.sql("SELECT guid FROM watch_item ORDER BY guid")
                        .query(String.class)
                        .list())
                .containsExactly("CVE-2026-12818", "GHSA-qw25-v68c-qjf3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UTF-8      | application/rss+xml            | \uFEFF | utf-8
            ISO-8859-1 | text/xml; charset=ISO-8859-1   | ''     | utf-8
            ISO-8859-1 | application/rss+xml            | ''     | ISO-8859-1
            UTF-16     | text/xml                       | ''     | UTF-16
            """)
    void textIsReadAsItWasWritten(String written, String type, String mark, String declared) {
        charset = Charset.forName(written);
        contentType = type;
        body = mark + FeedReaderTests.RSS.replace("utf-8", declared).replace("A conference", "Django : sécurité");
        perform("PM-1", plan(LOOPBACK, "Django"));
        assertThat(jdbc.sql("SELECT title FROM watch_item").query(String.class).list())
                .contains("Django : sécurité");
    }

    @Test
    void whatHasNoRoomInTheTicketStandsInTheResult() {
        body = "<rss><channel>"
                + IntStream.range(0, 200)
                        .mapToObj(number -> "<item><title>Django news " + number
                                + "</title><link>https://www.example.org/weblog/a-rather-long-address/" + number
                                + "</link></item>")
                        .collect(Collectors.joining())
                + "</channel></rss>";
        WorkResult result = perform("PM-1", plan(LOOPBACK, "Django"));
        String ticket = jdbc.sql("SELECT description FROM ticket WHERE id = (SELECT max(ticket_id) FROM watch_item)")
                .query(String.class)
                .single();
        assertThat(ticket).containsPattern("… et \\d+ autres, dans le résultat de PM-1\\S*\\.$");
        assertThat(IntStream.range(0, 200))
                .allSatisfy(number -> assertThat(ticket + "\n" + String.join("\n", result.details()))
                        .containsOnlyOnce("- Django news " + number + " ("));
    }

    @Test
    void packagesAreAskedForOneByOne() {
        body = AdvisoryReaderTests.file("osv-query.json");
        WorkResult result = perform("PM-12", plan(LOOPBACK, List.of("PyPI/django", "PyPI/djangorestframework")));
        assertThat(result.details()).contains("news: 1 new");
        assertThat(posted)
                .containsExactly(
                        "{\"package\":{\"ecosystem\":\"PyPI\",\"name\":\"django\"}}",
                        "{\"package\":{\"ecosystem\":\"PyPI\",\"name\":\"djangorestframework\"}}");
    }

    @Test
    void whatConcernsOthersIsLeftOut() {
        assertThat(perform("PM-4", plan(LOOPBACK, "Symfony", "jango")).details())
                .contains("news: 0 new");
    }

    @Test
    void inwardAddressIsNotRead() {
        WorkResult result = perform("PM-5", plan(List.of(), "Django"));
        assertThat(result.state()).isEqualTo(WorkState.FAILED);
        assertThat(result.summary()).contains("Illisibles : news");
        assertThat(asked).isEmpty();
    }

    @Test
    void pageThatIsNoFeedIsSeenTo() {
        body = "<html><body>moved</body></html>";
        WorkResult result = perform("PM-6", plan(LOOPBACK, "Django"));
        assertThat(result.state()).isEqualTo(WorkState.FAILED);
        assertThat(result.details()).first().asString().contains("it is neither RSS nor Atom, but html");
    }

    @Test
    void withoutFeedsNothingIsRead() {
        assertThat(perform("PM-7", plans.require("demo")).state()).isEqualTo(WorkState.NOT_SET_UP);
    }

    private WorkResult perform(String run, MaintenancePlan plan) {
        return watch.perform(
                new WorkOrder(run + "-" + System.nanoTime(), 1, plan, LocalDate.of(2026, 11, 3)), () -> {});
    }

    private MaintenancePlan plan(List<AddressRange> inside, String... stack) {
        return plan(inside, List.of(stack), List.of());
    }

    private MaintenancePlan plan(List<AddressRange> inside, List<String> packages) {
        return plan(inside, List.of(), packages);
    }

    private MaintenancePlan plan(List<AddressRange> inside, List<String> stack, List<String> packages) {
        MaintenancePlan plan = plans.require("cesizen");
        PreventiveSettings settings = plan.preventive();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/feed");
        return plan.withPreventive(new PreventiveSettings(
                settings.at(),
                List.of(),
                settings.loadTest(),
                List.of(),
                List.of(),
                List.of(),
                new WatchSettings(stack, List.of(new Feed("news", address, false, packages)), inside),
                null));
    }
}
