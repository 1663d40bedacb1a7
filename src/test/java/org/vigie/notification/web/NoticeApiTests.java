package org.vigie.notification.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.vigie.notification.KeptNotice;
import org.vigie.notification.Notice;
import org.vigie.notification.NoticeFilter;
import org.vigie.notification.NoticeState;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.support.VigieTest;

@VigieTest
class NoticeApiTests {

    @Autowired
    MockMvc http;

    @Autowired
    Notices notices;

    @Autowired
    MeterRegistry meters;

    private final String subject = "MT-" + UUID.randomUUID();

    @BeforeEach
    void tell() {
        tell("receipt", "ines@example.org");
        tell("question", "nobody");
        await().until(() -> notices.list(of(NoticeState.SENT)).size() == 2
                && notices.list(of(NoticeState.REFUSED)).size() == 1);
    }

    @Test
    void listsWhatWasSentToWhomAndWhyNot() throws Exception {
        list("?subject=" + subject)
                .andExpect(jsonPath("$", hasSize(3)))
                .andExpect(jsonPath("$[2].title")
                        .value("[" + subject + "] MangaThèque : votre signalement est enregistré"))
                .andExpect(jsonPath("$[2].state").value("sent"))
                .andExpect(jsonPath("$[2].address").value("ines@example.org"))
                .andExpect(jsonPath("$[2].wentTo", containsString(".eml")))
                .andExpect(jsonPath("$[2].finishedAt").exists())
                .andExpect(jsonPath("$[1].state").value("refused"))
                .andExpect(jsonPath("$[1].reason").value("'nobody' is not a mail address"))
                .andExpect(jsonPath("$[0].contact").value("help"))
                .andExpect(content().string(not(containsString("Bonjour"))));
    }

    @Test
    void filtersAndGoesOnFromTheLastOne() throws Exception {
        KeptNotice refused = notices.list(of(NoticeState.REFUSED)).getFirst();
        list("?state=refused&application=mangatheque&subject=" + subject)
                .andExpect(jsonPath("$", hasSize(1)))
                .andExpect(jsonPath("$[0].id").value(refused.id()));
        list("?application=cesizen&subject=" + subject).andExpect(jsonPath("$", hasSize(0)));
        list("?limit=1&subject=" + subject + "&before=" + refused.id())
                .andExpect(jsonPath("$[*].template", containsInAnyOrder("ticket-receipt")));
        list("/" + refused.id()).andExpect(jsonPath("$.key").value(refused.key()));
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        list("?state=lost")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("given-up")));
        list("/999999999").andExpect(status().isNotFound());
        http.perform(get("/api/notices")).andExpect(status().isUnauthorized());
    }

    @Test
    void countsWhatDidNotArrive() {
        assertThat(meters.get("vigie.notices").tag("state", "refused").gauge().value())
                .isGreaterThanOrEqualTo(1);
        assertThat(meters.get("vigie.notices").tag("state", "waiting").gauge().value())
                .isGreaterThanOrEqualTo(0);
    }

    private void tell(String message, String address) {
        notices.tell(Notice.mail(
                subject + "/" + message + "/1",
                "mangatheque",
                subject,
                Recipient.of("Inès", address),
                Locale.FRENCH,
                "ticket-" + message,
                Map.of("id", subject, "application", "MangaThèque", "reporter", "Inès")));
    }

    private NoticeFilter of(NoticeState state) {
        return new NoticeFilter(state, null, subject, null, 50);
    }

    private ResultActions list(String query) throws Exception {
        return http.perform(get("/api/notices" + query).with(httpBasic("auditor", "auditor-secret")));
    }
}
