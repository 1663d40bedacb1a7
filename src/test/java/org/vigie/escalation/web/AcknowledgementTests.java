package org.vigie.escalation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.vigie.escalation.Escalation;
import org.vigie.escalation.EscalationSteps;
import org.vigie.escalation.Escalations;
import org.vigie.sla.SlaMarks;
import org.vigie.sla.TargetKind;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.TestTickets;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Impact;

@VigieTest
@Import(TestTickets.class)
class AcknowledgementTests {

    private static final Pattern LINK = Pattern.compile("http://localhost:8090(/links/escalations/[A-Za-z0-9_.-]+)");
    private static final RequestPostProcessor OPERATOR = httpBasic("operator", "operator-secret");
    private static final RequestPostProcessor AUDITOR = httpBasic("auditor", "auditor-secret");

    @Autowired
    MockMvc http;

    @Autowired
    Escalations escalations;

    @Autowired
    EscalationSteps steps;

    @Autowired
    SlaMarks marks;

    @Autowired
    TestTickets tickets;

    @Autowired
    MutableClock clock;

    @Autowired
    KeptMails mails;

    private String ticket;
    private String id;

    @BeforeEach
    void escalate() {
        clock.set(VigieTest.START);
        ticket = tickets.create("mangatheque", Impact.SERVICE_DOWN).id();
        clock.advance(Duration.ofHours(2));
        escalations.start(ticket, TargetKind.RESOLUTION);
        id = escalations.of(ticket).getFirst().id();
        steps.tell(id, 0, clock.instant());
    }

    @Test
    void openingTheLinkOnlyShowsAPage() throws Exception {
        for (int i = 0; i < 2; i++) {
            http.perform(get(link()))
                    .andExpect(status().isOk())
                    .andExpect(content().contentTypeCompatibleWith(MediaType.TEXT_HTML))
                    .andExpect(content().string(containsString("<html lang=\"fr\">")))
                    .andExpect(content().string(containsString("<form method=\"post\">")))
                    .andExpect(content().string(containsString(ticket)))
                    .andExpect(header().string("Cache-Control", "no-store"))
                    .andExpect(header().string("Referrer-Policy", "no-referrer"));
        }
        assertThat(escalations.require(id).state()).isEqualTo(Escalation.State.RUNNING);
    }

    @Test
    void theButtonAcknowledgesInTheNameOfTheReader() throws Exception {
        http.perform(post(link()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("DevOps s’en occupe")))
                .andExpect(content().string(not(containsString("<form"))));
        assertThat(escalations.require(id))
                .extracting(Escalation::state, Escalation::acknowledgedBy, Escalation::acknowledgedVia)
                .containsExactly(Escalation.State.ACKNOWLEDGED, "DevOps", Escalation.Way.LINK);
        http.perform(get("/api/tickets/" + ticket + "/history").with(AUDITOR))
                .andExpect(jsonPath("$[?(@.action == 'escalation acknowledged')].actor")
                        .value("DevOps"));
    }

    /** "I take care of it" is the answer that was late. */
    @Test
    void whoTakesCareOfALateAnswerTakesTheTicketUp() {
        String late = tickets.create("mangatheque", Impact.SERVICE_DOWN).id();
        clock.advance(Duration.ofHours(2));
        assertThat(marks.isOpen(late, TargetKind.RESPONSE)).isTrue();
        escalations.start(late, TargetKind.RESPONSE);
        escalations.acknowledgeAll(late, "ada", Escalation.Way.API, null);
        assertThat(marks.isOpen(late, TargetKind.RESPONSE)).isFalse();
        assertThat(marks.isOpen(late, TargetKind.RESOLUTION)).isTrue();
    }

    @Test
    void whoComesSecondReadsWhoWasFirst() throws Exception {
        escalations.acknowledgeAll(ticket, "Ada <b>", Escalation.Way.API, null);
        http.perform(post(link()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Ada &lt;b&gt; s’en occupe")));
        assertThat(escalations.require(id).acknowledgedBy()).isEqualTo("Ada <b>");
    }

    @Test
    void anExpiredLinkDoesNothing() throws Exception {
        String link = link();
        clock.advance(Duration.ofDays(7));
        http.perform(get(link))
                .andExpect(status().isGone())
                .andExpect(content()
                        .string(containsString("<a class=\"button\" href=\"http://localhost:8080/tasklist\"")));
        http.perform(post(link)).andExpect(status().isGone());
        assertThat(escalations.require(id).state()).isEqualTo(Escalation.State.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "last", "cut", "unsigned", "empty signature", "extended", "nonsense"})
    void aForgedLinkIsRefused(String forgery) throws Exception {
        String link = link();
        int dot = link.lastIndexOf('.');
        int start = "/links/escalations/".length();
        String forged = switch (forgery) {
            case "first" -> link.substring(0, start) + flip(link.charAt(start)) + link.substring(start + 1);
            case "last" -> link.substring(0, dot + 1) + flip(link.charAt(dot + 1)) + link.substring(dot + 2);
            case "cut" -> link.substring(0, link.length() - 4);
            case "unsigned" -> link.substring(0, dot);
            case "empty signature" -> link.substring(0, dot + 1);
            case "extended" -> link + ".x";
            default -> "/links/escalations/%25%00";
        };
        for (var request : new Object[] {get(java.net.URI.create(forged)), post(java.net.URI.create(forged))}) {
            int code = http.perform((org.springframework.test.web.servlet.RequestBuilder) request)
                    .andReturn()
                    .getResponse()
                    .getStatus();
            assertThat(code).isIn(400, 404);
        }
        assertThat(escalations.require(id).state()).isEqualTo(Escalation.State.RUNNING);
    }

    @Test
    void acknowledgesOverTheApi() throws Exception {
        for (int i = 0; i < 2; i++) {
            http.perform(post("/api/tickets/" + ticket + "/escalation-acknowledgement")
                            .with(OPERATOR)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"text\": \"J'y suis\"}"))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$[0].state").value("acknowledged"))
                    .andExpect(jsonPath("$[0].acknowledgedBy").value("operator"))
                    .andExpect(jsonPath("$[0].remark").value("J'y suis"));
        }
        http.perform(get("/api/tickets/" + ticket + "/escalations").with(AUDITOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].acknowledgedVia").value("api"));
    }

    @Test
    void refusesAnAcknowledgementThatHasNothingToAcknowledge() throws Exception {
        String calm = tickets.create("mangatheque", Impact.COSMETIC).id();
        http.perform(post("/api/tickets/" + calm + "/escalation-acknowledgement")
                        .with(OPERATOR))
                .andExpect(status().isNotFound());
        http.perform(post("/api/tickets/" + ticket + "/escalation-acknowledgement")
                        .with(AUDITOR))
                .andExpect(status().isForbidden());
    }

    private static char flip(char letter) {
        return letter == 'A' ? 'B' : 'A';
    }

    /** The path of the link in the mail that the first contact got. */
    private String link() {
        Matcher link =
                LINK.matcher(mails.startingWith(id + "/step-0/ops").getFirst().text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}
