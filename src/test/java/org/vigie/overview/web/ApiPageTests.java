package org.vigie.overview.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.support.VigieTest;

@VigieTest
class ApiPageTests {

    @Autowired
    MockMvc http;

    @Test
    void showsEveryCallOfTheDocumentWithWhatIsSent() throws Exception {
        String page = answer("/api", Locale.ENGLISH).getContentAsString();
        JsonNode document = new ObjectMapper()
                .readTree(http.perform(get("/v3/api-docs"))
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray());
        assertThat(document.path("info").path("title").asText()).isEqualTo("Vigie");
        assertThat(document.path("paths").size()).isGreaterThan(30);
        document.path("paths").properties().forEach(path -> {
            assertThat(page).contains("</b> " + path.getKey() + "</code>");
            path.getValue()
                    .forEach(call -> assertThat(call.path("summary").asText())
                            .as("%s", path.getKey())
                            .isNotBlank());
        });
        assertThat(page)
                .contains("reporter.email", "service-down | data-loss", "\"application\": ", "Idempotency-Key")
                .contains("href=\"/api/tickets\"", "export VIGIE=http://localhost")
                .doesNotContain("<script", "style=", "$ref");
    }

    @Test
    void isForAccountsAndLinkedFromEveryPage() throws Exception {
        assertThat(http.perform(get("/api")).andReturn().getResponse().getStatus())
                .isEqualTo(401);
        assertThat(answer("/", Locale.FRENCH).getContentAsString()).contains("<a href=\"/api\">API</a>");
        MockHttpServletResponse french = answer("/api", Locale.FRENCH);
        assertThat(french.getContentAsString()).contains("Ce qui est envoyé", "obligatoire");
        assertThat(french.getHeader("Content-Security-Policy")).startsWith("default-src 'none'");
    }

    private MockHttpServletResponse answer(String address, Locale language) throws Exception {
        MockHttpServletResponse answer = http.perform(get(address)
                        .locale(language)
                        .header("Accept-Language", language.toLanguageTag())
                        .with(httpBasic("auditor", "auditor-secret")))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as("%s", answer.getContentAsString()).isEqualTo(200);
        return answer;
    }
}
