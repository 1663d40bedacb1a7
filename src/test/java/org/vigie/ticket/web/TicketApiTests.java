package org.vigie.ticket.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class TicketApiTests {

    private static final String VALID = """
            {"application": "cesizen", "title": "Connexion impossible", "description": "Erreur 500 après le mot de passe",
             "type": "corrective", "impact": "service-down", "labels": ["bug"],
             "reporter": {"name": "Inès Martin", "email": "ines@example.org"}}""";
    private static final RequestPostProcessor OPERATOR = httpBasic("operator", "operator-secret");
    private static final RequestPostProcessor AUDITOR = httpBasic("auditor", "auditor-secret");

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @BeforeEach
    void start() {
        clock.set(VigieTest.START);
    }

    @Test
    void createsTicketWithPriorityAndDueDatesOfThePlan() throws Exception {
        // Friday 10:00 in Paris, P1: one and three working hours, the second over the lunch break
        create(VALID)
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", containsString("/api/tickets/CZ-")))
                .andExpect(jsonPath("$.priority").value("P1"))
                .andExpect(jsonPath("$.responseDue").value("2026-11-20T10:00:00Z"))
                .andExpect(jsonPath("$.resolutionDue").value("2026-11-20T13:00:00Z"))
                .andExpect(jsonPath("$.status").value("new"))
                .andExpect(jsonPath("$.processInstanceKey").value(nullValue()));
    }

    @Test
    void answersTheSameTicketForTheSameIdempotencyKey() throws Exception {
        String first = id(http.perform(request(VALID).header("Idempotency-Key", "key-1")));
        String second = id(http.perform(request(VALID).header("Idempotency-Key", "key-1")));
        assertThat(second).isEqualTo(first);
        assertThat(jdbc.sql("SELECT count(*) FROM ticket WHERE request_key = 'api/key-1'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void keepsTheStartOfTheProcessUntilAnEngineTakesIt() throws Exception {
        String id = id(create(VALID));
        http.perform(get("/api/tickets/" + id + "/history").with(AUDITOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].action").value("ticket created"))
                .andExpect(jsonPath("$[0].actor").value("Inès Martin"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown application  | "cesizen"                   | "elsewhere"        | application    | is not a known application
            empty title          | "Connexion impossible"      | "  "               | title          | must not be blank
            line break in title  | "Connexion impossible"      | "a\\nBcc: b@c.org" | title          | must not contain control
            unknown type         | "corrective"                | "decorative"       | type           | must be one of corrective, evolutive
            unknown impact       | "service-down"              | "huge"             | impact         | must be one of service-down
            unknown label        | ["bug"]                     | ["beetle"]         | labels         | must be one of bug
            type missing         | "type": "corrective",       | \"\"               | type           | must not be null
            unknown field        | "type": "corrective"        | "type": "corrective", "urgency": 1 | urgency | is not a known field
            no address           | "ines@example.org"          | "ines"             | reporter.email | is not a mail address
            two addresses        | "ines@example.org"          | "a@b.org,c@d.org"  | reporter.email | is not a mail address
            header in address    | "ines@example.org"          | "a@b.org\\r\\nBcc: c@d.org" | reporter.email | is not a mail address
            """)
    void refusesBadInputWithFieldAndReason(String name, String good, String bad, String field, String reason)
            throws Exception {
        String replacement = bad.equals("\"\"") ? "" : bad;
        create(VALID.replace(good, replacement))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field", hasItem(containsString(field))))
                .andExpect(jsonPath("$.errors[*].reason", hasItem(containsString(reason))));
    }

    /** Whoever is told the reason must be able to read one. */
    @ParameterizedTest
    @ValueSource(strings = {"answers", "cancellation", "reopening"})
    void refusesTextsOfWhichNothingCanBeSeen(String what) throws Exception {
        String id = id(create(VALID));
        for (String text : List.of("\\u200b", "\\u3164\\u2060", "\\u00a0")) {
            http.perform(post("/api/tickets/" + id + "/" + what)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"text\": \"" + text + "\"}")
                            .with(OPERATOR))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("text"));
        }
        http.perform(get("/api/tickets/" + id + "/history").with(AUDITOR))
                .andExpect(jsonPath("$.length()").value(1));
    }

    @Test
    void refusesOverlongTitle() throws Exception {
        create(VALID.replace("Connexion impossible", "x".repeat(201)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("title"));
    }

    @Test
    void refusesBrokenJson() throws Exception {
        create(VALID.substring(0, 40))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("the body is not readable as JSON"))
                .andExpect(jsonPath("$.hint").exists());
    }

    @Test
    void refusesBodyOfOneMegabyte() throws Exception {
        create(VALID.replace("Erreur 500", "x".repeat(1024 * 1024))).andExpect(status().isPayloadTooLarge());
    }

    @Test
    void refusesWrongPasswordAndMissingRole() throws Exception {
        http.perform(post("/api/tickets")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(VALID)
                        .with(httpBasic("operator", "wrong")))
                .andExpect(status().isUnauthorized())
                .andExpect(header().exists("WWW-Authenticate"))
                .andExpect(jsonPath("$.hint").exists());
        http.perform(get("/api/tickets")).andExpect(status().isUnauthorized());
        http.perform(post("/api/tickets")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(VALID)
                        .with(AUDITOR))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.status").value(403));
    }

    @Test
    void listsTicketsByApplicationAndStatus() throws Exception {
        String id = id(create(VALID.replace("cesizen", "mangatheque")));
        http.perform(get("/api/tickets?application=mangatheque&status=new").with(AUDITOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].id", hasItem(id)))
                .andExpect(jsonPath("$[?(@.application != 'mangatheque')]").isEmpty());
        http.perform(get("/api/tickets?status=lost").with(AUDITOR))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("status"));
        http.perform(get("/api/tickets/CZ-0").with(AUDITOR)).andExpect(status().isNotFound());
    }

    @Test
    void refusesAnswerToATicketThatDoesNotWait() throws Exception {
        String id = id(create(VALID));
        http.perform(post("/api/tickets/" + id + "/answers")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\": \"voilà\"}")
                        .with(OPERATOR))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail", containsString("does not wait")));
    }

    @Test
    void showsNothingBesideTheListedRoutes() throws Exception {
        http.perform(get("/actuator/env").with(OPERATOR)).andExpect(status().isForbidden());
        http.perform(get("/v3/api-docs")).andExpect(status().isOk());
    }

    private ResultActions create(String body) throws Exception {
        return http.perform(request(body));
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request(String body) {
        return post("/api/tickets")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(OPERATOR);
    }

    private static String id(ResultActions result) throws Exception {
        return JsonPath.read(
                result.andExpect(status().isCreated()).andReturn().getResponse().getContentAsString(), "$.id");
    }
}
