package org.vigie.operation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.vigie.support.VigieTest;

/** What people see of operations, without an engine. */
@VigieTest
class OperationApiTests {

    private static final RequestPostProcessor OPERATOR = httpBasic("operator", "operator-secret");
    private static final RequestPostProcessor AUDITOR = httpBasic("auditor", "auditor-secret");
    private static final String BACKUPS = "/api/applications/demo/backups";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void nothingIsHeld() {
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
        jdbc.sql("UPDATE operation SET status = 'failed', ended_at = now() WHERE ended_at IS NULL")
                .update();
    }

    @Test
    void acceptsWithTheAddressToFollow() throws Exception {
        String id = id(ask("{}", null)
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.kind").value("backups"))
                .andExpect(jsonPath("$.application").value("demo"))
                .andExpect(jsonPath("$.status").value("requested"))
                .andExpect(jsonPath("$.requestedBy").value("operator"))
                .andExpect(jsonPath("$.requestedAt").exists())
                .andExpect(header().string("Location", containsString(BACKUPS + "/op-"))));
        http.perform(get(BACKUPS + "/" + id).with(AUDITOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.steps", hasSize(0)))
                .andExpect(jsonPath("$.log", hasSize(0)))
                .andExpect(jsonPath("$.details").isMap())
                .andExpect(jsonPath("$.links.self").value(BACKUPS + "/" + id));
        assertThat(jdbc.sql("SELECT count(*) FROM process_request WHERE case_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void emptyBodyIsFine() throws Exception {
        http.perform(post(BACKUPS).with(OPERATOR)).andExpect(status().isAccepted());
    }

    @Test
    void sameKeySameBodyIsTheSameOperationAndAnotherBodyIsRefused() throws Exception {
        String id = id(ask("{\"reason\": \"before the move\"}", "key-1").andExpect(status().isAccepted()));
        assertThat(id(ask("{ \"reason\":\"before the move\" }", "key-1").andExpect(status().isAccepted())))
                .isEqualTo(id);
        ask("{}", "key-1")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.detail").value(containsString(id)));
    }

    @Test
    void heldTargetIsAnsweredWithItsHolder() throws Exception {
        String id = id(ask("{\"reason\": \"before the move\"}", null));
        ask("{}", null)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.holder.operation").value(id))
                .andExpect(jsonPath("$.holder.kind").value("backups"))
                .andExpect(jsonPath("$.holder.requestedBy").value("operator"))
                .andExpect(jsonPath("$.holder.since").exists())
                .andExpect(jsonPath("$.holder.reason").value("before the move"))
                .andExpect(jsonPath("$.hint").exists());
    }

    @Test
    void cancelledBeforeItBeganItIsOverAndItsTargetFree() throws Exception {
        String id = id(ask("{}", null));
        http.perform(post(BACKUPS + "/" + id + "/cancellation").with(OPERATOR))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.status").value("cancelled"))
                .andExpect(jsonPath("$.cause").value("cancelled"));
        http.perform(post(BACKUPS + "/" + id + "/cancellation").with(OPERATOR)).andExpect(status().isConflict());
        ask("{}", null).andExpect(status().isAccepted());
    }

    @Test
    void listsNewestFirstInPages() throws Exception {
        String[] ids = new String[3];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = id(ask("{}", null));
            http.perform(post(BACKUPS + "/" + ids[i] + "/cancellation").with(OPERATOR));
        }
        http.perform(get(BACKUPS + "?limit=2").with(AUDITOR)).andExpect(jsonPath("$", hasSize(2)));
        http.perform(get(BACKUPS + "?status=cancelled&limit=500").with(AUDITOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.id == '" + ids[0] + "')]", hasSize(1)));
        http.perform(get(BACKUPS + "?status=nonsense").with(AUDITOR)).andExpect(status().isBadRequest());
        http.perform(get(BACKUPS + "?limit=0").with(AUDITOR)).andExpect(status().isBadRequest());
    }

    @Test
    void whatDoesNotExistIsNotFound() throws Exception {
        http.perform(post("/api/applications/nobody/backups").with(OPERATOR)).andExpect(status().isNotFound());
        http.perform(post("/api/applications/demo/dances").with(OPERATOR)).andExpect(status().isNotFound());
        http.perform(get(BACKUPS + "/op-none").with(AUDITOR)).andExpect(status().isNotFound());
        String id = id(ask("{}", null));
        http.perform(get("/api/applications/cesizen/backups/" + id).with(AUDITOR))
                .andExpect(status().isNotFound());
    }

    @Test
    void wrongInputIsNamed() throws Exception {
        ask("{\"databse\": \"main\"}", null)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("databse"));
        ask("{\"database\": \"other\"}", null)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.hint").value(containsString("main")));
        ask("{\"database\": [1]}", null).andExpect(status().isBadRequest());
        ask("[]", null).andExpect(status().isBadRequest());
    }

    @Test
    void onlyOperatorsAsk() throws Exception {
        http.perform(post(BACKUPS).with(AUDITOR)).andExpect(status().isForbidden());
        http.perform(post(BACKUPS)).andExpect(status().isUnauthorized());
    }

    private ResultActions ask(String body, String key) throws Exception {
        var request = post(BACKUPS)
                .with(OPERATOR)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return http.perform(key == null ? request : request.header("Idempotency-Key", key));
    }

    private static String id(ResultActions answer) throws Exception {
        return JsonPath.read(answer.andReturn().getResponse().getContentAsString(), "$.id");
    }
}
