package org.vigie.release.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.vigie.release.record.VersionRecords;
import org.vigie.support.VigieTest;

/** What people ask of releases, without an engine. */
@VigieTest
class ReleaseApiTests {

    private static final RequestPostProcessor OPERATOR = httpBasic("operator", "operator-secret");
    private static final RequestPostProcessor AUDITOR = httpBasic("auditor", "auditor-secret");
    private static final String API = "/api/applications/demo/";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    VersionRecords versions;

    @AfterEach
    void nothingIsHeld() {
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
        jdbc.sql("UPDATE operation SET status = 'failed', ended_at = now() WHERE ended_at IS NULL")
                .update();
        jdbc.sql("DELETE FROM release_version").update();
        jdbc.sql("DELETE FROM release_serving").update();
    }

    @Test // D28
    void aRepeatedRequestGetsItsAnswerAlsoWhenItWouldBeRefusedByNow() throws Exception {
        String body = "{\"version\": \"v1.0.0\"}";
        String id = id(ask(body, "key-1").andExpect(status().isAccepted()));
        versions.serves("demo", "1.0.0", id, false);
        assertThat(id(ask(body, "key-1").andExpect(status().isAccepted()))).isEqualTo(id);
        ask(body, "key-2")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("serves already")));
    }

    @Test
    void anEmergencyNeedsAReasonAndIsKept() throws Exception {
        ask("{\"version\": \"v1.0.0\", \"emergency\": true}", "key-3")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("reason"));
        ask("{\"version\": \"v1.0.0\", \"emergency\": \"yes\"}", "key-4").andExpect(status().isBadRequest());
        ask("{\"version\": \"v1.0.0\", \"emergency\": true, \"reason\": \"orders are lost\"}", "key-5")
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.input.emergency").value(true))
                .andExpect(jsonPath("$.requestedBy").value("operator"));
    }

    @Test
    void freezesAreListed() throws Exception {
        http.perform(get(API + "freezes").with(AUDITOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$", hasSize(0)));
        http.perform(get(API + "freezes?days=0").with(AUDITOR)).andExpect(status().isBadRequest());
        http.perform(get("/api/applications/nobody/freezes").with(AUDITOR)).andExpect(status().isNotFound());
    }

    private ResultActions ask(String body, String key) throws Exception {
        return http.perform(post(API + "releases")
                .with(OPERATOR)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .header("Idempotency-Key", key));
    }

    private static String id(ResultActions answer) throws Exception {
        return JsonPath.read(answer.andReturn().getResponse().getContentAsString(), "$.id");
    }
}
