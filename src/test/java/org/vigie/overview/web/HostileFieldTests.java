package org.vigie.overview.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.support.HostileTexts;
import org.vigie.support.HtmlTags;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.trouble.Troubles;

/**
 * Whatever is written into the fields of tickets, alerts and troubles: the pages and the mails that show it keep their shape, or
 * it is refused with a problem that repeats no tag.
 */
@VigieTest
class HostileFieldTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HARMLESS = "The shop is closed";

    @Autowired
    MockMvc http;

    @Autowired
    Alerts alerts;

    @Autowired
    Troubles troubles;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @BeforeEach
    void nothingIsThere() {
        jdbc.sql("TRUNCATE ticket, alert, alert_group, trouble CASCADE").update();
        clock.set(VigieTest.START);
    }

    @Test
    void ticketsShowTextAndNothingElse() throws Exception {
        String harmless = create(HARMLESS).path("id").asText();
        List<String> page = HtmlTags.of(page("/tickets/" + harmless));
        int taken = 0;
        for (String text : HostileTexts.inOneParagraph().toList()) {
            JsonNode created = create(text);
            if (created.path("status").isInt()) {
                assertThat(created.path("status").asInt()).as(text).isEqualTo(400);
                continue;
            }
            taken++;
            String id = created.path("id").asText();
            assertThat(HtmlTags.of(page("/tickets/" + id))).as(text).isEqualTo(page);
        }
        assertThat(taken).as("most are texts like others").isGreaterThan(120);
        assertThat(page("/tickets")).doesNotContain("<script", "onerror=alert(1)>");
    }

    @Test
    void alertsAndTroublesShowTextAndNothingElse() throws Exception {
        List<String> page = shown(HARMLESS);
        String html = opening();
        for (String text : HostileTexts.inOneParagraph()
                .filter(text -> text.indexOf('\u0000') < 0)
                .toList()) {
            nothingIsThere();
            assertThat(shown(text)).as(text).isEqualTo(page);
            assertThat(tagsOfMail(opening())).as(text).isEqualTo(tagsOfMail(html));
        }
    }

    /** The tags of the first page while there is an alert and a trouble with this text. */
    private List<String> shown(String text) throws Exception {
        alerts.raise(new AlertSignal(
                "hostile/" + text,
                clock.instant(),
                "cesizen",
                "test",
                AlertKind.SITE_DOWN,
                null,
                text,
                null,
                text,
                text,
                null,
                "hostile"));
        troubles.report("hostile", "hostile", null, text, text, null);
        return HtmlTags.of(page("/"));
    }

    /** An address is a link in every mail, as mail programs make it one anyway, and lines stay lines; nothing else is. */
    private static List<String> tagsOfMail(String html) {
        return HtmlTags.of(html).stream()
                .filter(tag -> !Set.of("<a href=\"\">", "</a>", "<br>").contains(tag))
                .toList();
    }

    private String opening() {
        return jdbc.sql(
                        "SELECT html FROM notice WHERE template = 'alert-opened' AND channel = 'mail' ORDER BY id DESC LIMIT 1")
                .query(String.class)
                .single();
    }

    private JsonNode create(String text) throws Exception {
        String body = JSON.writeValueAsString(Map.of(
                "application",
                "cesizen",
                "title",
                text,
                "description",
                text,
                "type",
                "corrective",
                "impact",
                "limited",
                "reporter",
                Map.of("name", text.equals(HARMLESS) ? "Ines" : text, "email", "ines@example.org")));
        MockHttpServletResponse answer = http.perform(post("/api/tickets")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(httpBasic("operator", "operator-secret")))
                .andReturn()
                .getResponse();
        assertThat(answer.getContentType()).as(text).contains("json");
        return JSON.readTree(answer.getContentAsByteArray());
    }

    private String page(String address) throws Exception {
        MockHttpServletResponse answer = http.perform(get(address).with(httpBasic("auditor", "auditor-secret")))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as("%s", answer.getContentAsString()).isEqualTo(200);
        return answer.getContentAsString();
    }
}
