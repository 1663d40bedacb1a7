package org.vigie.postmortem.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.vigie.support.VigieTest;

@VigieTest
class PostMortemApiTests {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void createOnePublishedAndOneInReview() {
        jdbc.sql("""
                INSERT INTO ticket (id, application, title, description, type, impact, labels, reporter_name,
                                    reporter_email, source, priority, task_priority, status, created_at)
                SELECT id, 'cesizen', 'Panne', '', 'corrective', 'service-down', '{}', 'Inès', 'ines@example.org',
                       'api', 'P1', 95, 'resolved', now() FROM unnest(ARRAY['CZ-9001', 'CZ-9002', 'CZ-9003']) AS id
                ON CONFLICT DO NOTHING
                """).update();
        jdbc.sql("""
                INSERT INTO post_mortem (id, ticket_id, application, status, lessons, due, document, created_at)
                VALUES ('PM-CZ-9001', 'CZ-9001', 'cesizen', 'published', 'Une alerte', now(), '# Été', now()),
                       ('PM-CZ-9002', 'CZ-9002', 'cesizen', 'review', '', now(), NULL, now())
                ON CONFLICT DO NOTHING
                """).update();
        jdbc.sql("""
                INSERT INTO post_mortem_action (post_mortem_id, number, title, description, ticket_id)
                VALUES ('PM-CZ-9001', 1, 'Surveiller', '', 'CZ-9003') ON CONFLICT DO NOTHING
                """).update();
    }

    @Test
    void showsSectionsAndActionsWithTheirTickets() throws Exception {
        fetch("/api/post-mortems/PM-CZ-9001")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("published"))
                .andExpect(jsonPath("$.ticketId").value("CZ-9001"))
                .andExpect(jsonPath("$.sections.lessons").value("Une alerte"))
                .andExpect(jsonPath("$.actions[0].ticketId").value("CZ-9003"));
        fetch("/api/post-mortems/PM-0").andExpect(status().isNotFound());
    }

    @Test
    void listsByApplicationAndStatus() throws Exception {
        fetch("/api/post-mortems?application=cesizen&status=review")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].id", hasItem("PM-CZ-9002")))
                .andExpect(jsonPath("$[?(@.status != 'review')]").isEmpty());
        fetch("/api/post-mortems?application=mangatheque")
                .andExpect(jsonPath("$[?(@.application != 'mangatheque')]").isEmpty());
        fetch("/api/post-mortems?status=lost")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("status"));
    }

    @Test
    void givesTheDocumentAsMarkdown() throws Exception {
        byte[] body = fetch("/api/post-mortems/PM-CZ-9001/document")
                .andExpect(status().isOk())
                .andExpect(content().contentType("text/markdown;charset=UTF-8"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        assertThat(body).asString(java.nio.charset.StandardCharsets.UTF_8).isEqualTo("# Été");
        fetch("/api/post-mortems/PM-CZ-9002/document")
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail", containsString("has no document, it is in review")));
    }

    @Test
    void asksForAnAccount() throws Exception {
        http.perform(get("/api/post-mortems")).andExpect(status().isUnauthorized());
    }

    private ResultActions fetch(String address) throws Exception {
        return http.perform(get(address).with(httpBasic("auditor", "auditor-secret")));
    }
}
