package org.vigie.trouble.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.TroubleRetry;
import org.vigie.trouble.Troubles;

@VigieTest
@Import(TroubleApiTests.Retries.class)
class TroubleApiTests {

    private static final RequestPostProcessor OPERATOR = httpBasic("operator", "operator-secret");
    private static final RequestPostProcessor AUDITOR = httpBasic("auditor", "auditor-secret");

    @Autowired
    MockMvc http;

    @Autowired
    Troubles troubles;

    @Autowired
    Retry retry;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    MeterRegistry meters;

    @Autowired
    HealthEndpoint health;

    static class Retry implements TroubleRetry {

        private final List<String> retried = new ArrayList<>();
        private boolean gone;
        private boolean away;

        @Override
        public String kind() {
            return "test";
        }

        @Override
        public boolean retry(Trouble trouble) {
            if (away) {
                throw new IllegalStateException("the engine is away");
            }
            retried.add(trouble.key());
            return !gone;
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Retries {

        @Bean
        Retry retry() {
            return new Retry();
        }
    }

    @BeforeEach
    void empty() {
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM trouble").update();
        retry.retried.clear();
        retry.gone = false;
        retry.away = false;
    }

    @Test
    void listsWhatIsOpenNewestFirst() throws Exception {
        troubles.report("one", "test", "CZ-1", "it stands still", "Push it.", "http://localhost/one");
        clock.advance(Duration.ofMinutes(1));
        troubles.report("two", "test", null, "it is stuck", "Pull it.", null);
        troubles.report("three", "test", null, "it is over", "Nothing.", null);
        troubles.clear("three");
        http.perform(get("/api/troubles?open=true").with(AUDITOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].key").value(contains("two", "one")))
                .andExpect(jsonPath("$[0].subject").value(nullValue()))
                .andExpect(jsonPath("$[1].subject").value("CZ-1"))
                .andExpect(jsonPath("$[1].message").value("it stands still"))
                .andExpect(jsonPath("$[1].hint").value("Push it."))
                .andExpect(jsonPath("$[1].link").value("http://localhost/one"))
                .andExpect(jsonPath("$[1].since").value("2026-11-20T09:00:00Z"));
        http.perform(get("/api/troubles?open=false").with(AUDITOR))
                .andExpect(jsonPath("$").value(hasSize(3)));
        http.perform(get("/api/troubles")).andExpect(status().isUnauthorized());
    }

    @Test
    void retriesATroubleForTheOperator() throws Exception {
        troubles.report("one", "test", "CZ-1", "it stands still", "Push it.", null);
        http.perform(post("/api/troubles/one/retry").with(AUDITOR)).andExpect(status().isForbidden());
        assertThat(retry.retried).isEmpty();
        http.perform(post("/api/troubles/one/retry").with(OPERATOR))
                .andExpect(status().isAccepted())
                .andExpect(header().string("Location", endsWith("/api/troubles/one")))
                .andExpect(jsonPath("$.retriedBy").value("operator"));
        assertThat(retry.retried).containsExactly("one");
    }

    @Test
    void doesNotKnowWhatNeverWasOrIsOver() throws Exception {
        http.perform(post("/api/troubles/none/retry").with(OPERATOR))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.hint").value(containsString("/api/troubles")));
        troubles.report("one", "test", null, "it stands still", "Push it.", null);
        retry.gone = true;
        http.perform(post("/api/troubles/one/retry").with(OPERATOR))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.hint").isNotEmpty());
        http.perform(get("/api/troubles/one").with(OPERATOR))
                .andExpect(jsonPath("$.clearedAt").isNotEmpty());
        retry.gone = false;
        http.perform(post("/api/troubles/one/retry").with(OPERATOR)).andExpect(status().isNotFound());
    }

    @Test
    void saysWhyItCannotBeRetried() throws Exception {
        troubles.report("one", "other", null, "it stands still", "Push it.", null);
        http.perform(post("/api/troubles/one/retry").with(OPERATOR))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.hint").value("Push it."));
        troubles.report("two", "test", null, "it stands still", "Push it.", null);
        retry.away = true;
        http.perform(post("/api/troubles/two/retry").with(OPERATOR))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.detail").value(containsString("the engine is away")));
        assertThat(troubles.countOpen()).isEqualTo(2);
    }

    @Test
    void oneThatComesBackBeginsAnew() {
        troubles.report("one", "test", null, "it stands still", "Push it.", null);
        clock.advance(Duration.ofMinutes(1));
        troubles.report("one", "test", null, "it stands still, and hums", "Push it.", null);
        assertThat(troubles.require("one").since()).isEqualTo(VigieTest.START);
        assertThat(troubles.require("one").message()).endsWith("hums");
        troubles.clear("one");
        troubles.report("one", "test", null, "it stands still", "Push it.", null);
        assertThat(troubles.require("one").since()).isEqualTo(clock.instant());
        assertThat(troubles.countOpen()).isEqualTo(1);
    }

    @Test
    void isCountedInMetricsAndHealthAndNeverMakesVigieUnready() throws Exception {
        troubles.report("one", "test", null, "it stands still", "Push it.", null);
        assertThat(meters.get("vigie.troubles").gauge().value()).isEqualTo(1);
        assertThat(health.healthForPath("troubles").getStatus()).isEqualTo(Status.UP);
        http.perform(get("/actuator/health/readiness")).andExpect(status().isOk());
        http.perform(get("/actuator/health/intake")).andExpect(status().isOk());
    }
}
