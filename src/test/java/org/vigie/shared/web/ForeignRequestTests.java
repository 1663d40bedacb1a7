package org.vigie.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.vigie.support.MutableClock;
import org.vigie.support.RandomTexts;
import org.vigie.support.VigieTest;

/** What pages of others, programs that guess and senders of anything but JSON get. */
@VigieTest
class ForeignRequestTests {

    private static final String TICKET = """
            {"application": "cesizen", "title": "Connexion impossible", "description": "", "type": "corrective", "impact": "limited",
             "labels": [], "reporter": {"name": "Inès", "email": "ines@example.org"}}
            """;

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost:8080"
    })
    void pagesOfOtherSitesAreRefused(String name, String value) throws Exception {
        int before = tickets();
        http.perform(ticket().header(name, value).header("Host", "localhost:8090"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.hint").exists());
        assertThat(tickets()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, same-origin", "Sec-Fetch-Site, none", "Origin, http://localhost:8090"})
    void ownPagesAndProgramsAreNot(String name, String value) throws Exception {
        http.perform(ticket().header(name, value).header("Host", "localhost:8090"))
                .andExpect(status().isCreated());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/yaml",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/vnd.api+json",
                "application/json; charset=utf-16",
                "text/json",
                "nonsense"
            })
    void onlyPlainJsonIsTaken(String type) throws Exception {
        http.perform(ticket().header("Content-Type", type))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.hint", containsString("application/json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%61pi/tickets", "/ap%69/ticket%73"})
    void onlyPlainJsonIsTakenHoweverTheAddressIsWritten(String address) throws Exception {
        http.perform(post(URI.create(address))
                        .content(TICKET)
                        .contentType("application/vnd.api+json")
                        .with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isUnsupportedMediaType());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "impact": "limited" | "impact": "limited", "impact": "data-loss" | is there twice
            Connexion           | a\\u0000b                                  | U+0000
            Connexion           | \\ud800                                   | half of a character
            Inès                | a\\u0092b                                  | control character
            """)
    void jsonThatCannotBeKeptIsRefusedWithAHint(String good, String bad, String reason) throws Exception {
        http.perform(post("/api/tickets")
                        .with(httpBasic("operator", "operator-secret"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(TICKET.replace(good, bad)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", containsString(reason)))
                .andExpect(jsonPath("$.hint").exists());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tickets?application=%00",
                        "/api/applications/cesizen/sla-preview?priority=P1&from=%2B1000000000-12-31T23:59:59Z",
                "/api/applications/cesizen/sla-preview?priority=P1&from=2027-02-02T10:00:00%2001:00",
                        "/api/applications/cesizen/sla-preview?priority=P1&from=2027-02-02"
            })
    void queriesThatCannotBeUsedAreRefusedWithAHint(String path) throws Exception {
        http.perform(get(URI.create(path)).with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.hint").exists());
    }

    /** Nothing that is sent gives a fault of ours, and what was refused left nothing. */
    @Test
    @Timeout(120)
    void noBodyGivesAServerError() throws Exception {
        int before = tickets();
        int created = 0;
        for (String body : RandomTexts.of(
                        11, 400, TICKET, TICKET.replace("Inès", "\\u0092"), TICKET.replace("[]", "[\"bug\"]"))
                .toList()) {
            int status = http.perform(ticket().content(body.getBytes(UTF_8)))
                    .andReturn()
                    .getResponse()
                    .getStatus();
            assertThat(status).as(body).isIn(201, 400, 413);
            created += status == 201 ? 1 : 0;
        }
        assertThat(tickets()).isEqualTo(before + created);
    }

    @Test
    @Timeout(120)
    void noQueryGivesAServerError() throws Exception {
        for (String text :
                RandomTexts.of(12, 300, "cesizen", "P1", "2026-11-20T09:00:00Z").toList()) {
            String value = URLEncoder.encode(text, UTF_8);
            for (String path : new String[] {
                "/api/tickets?application=" + value,
                "/api/applications/cesizen/sla-preview?priority=P1&from=" + value,
                "/api/notices?subject=" + value
            }) {
                assertThat(http.perform(get(URI.create(path)).with(httpBasic("auditor", "auditor-secret")))
                                .andReturn()
                                .getResponse()
                                .getStatus())
                        .as(path)
                        .isLessThan(500);
            }
        }
    }

    @Test
    void aPreviewWithoutAMomentIsOfNow() throws Exception {
        http.perform(get("/api/applications/cesizen/sla-preview?priority=P1")
                        .with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.responseDue").exists());
    }

    @Test
    void aKeyIsBoundToItsRequest() throws Exception {
        String key = UUID.randomUUID().toString();
        http.perform(ticket().header("Idempotency-Key", key)).andExpect(status().isCreated());
        http.perform(ticket().header("Idempotency-Key", key)).andExpect(status().isCreated());
        for (String other : new String[] {
            "\"limited\", \"data-loss\"", "cesizen, mangatheque", "Connexion, Panne", "Inès, Paul", "ines@, paul@"
        }) {
            String[] parts = other.split(", ");
            http.perform(ticket().content(TICKET.replace(parts[0], parts[1])).header("Idempotency-Key", key))
                    .andExpect(status().is(422))
                    .andExpect(jsonPath("$.detail", containsString("Idempotency-Key")));
        }
    }

    @Test
    void guessingIsThrottledAndInTheTrail() throws Exception {
        String account = "victim-" + UUID.randomUUID();
        for (int i = 0; i < 10; i++) {
            guess(account).andExpect(status().isUnauthorized());
        }
        guess(account)
                .andExpect(status().isTooManyRequests())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.hint").exists());
        assertThat(jdbc.sql("SELECT count(*) FROM audit_entry WHERE subject = 'accounts' AND details LIKE ?")
                        .param("%" + account + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        http.perform(get("/api/tickets").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isOk());
        clock.advance(Duration.ofMinutes(1));
        guess(account).andExpect(status().isUnauthorized());
    }

    private ResultActions guess(String account) throws Exception {
        return http.perform(get("/api/tickets").with(httpBasic(account, "guess")));
    }

    private int tickets() {
        return jdbc.sql("SELECT count(*) FROM ticket").query(Integer.class).single();
    }

    private static MockHttpServletRequestBuilder ticket() {
        return post("/api/tickets")
                .with(httpBasic("operator", "operator-secret"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(TICKET);
    }
}
