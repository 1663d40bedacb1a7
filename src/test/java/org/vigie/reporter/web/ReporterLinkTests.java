package org.vigie.reporter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.security.SignedLinks;
import org.vigie.shared.Words;
import org.vigie.support.EngineKeys;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.StepValues;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStatus;
import org.vigie.ticket.TicketStep;
import org.vigie.validation.ValidationCase;

/** What reporters see of their ticket, and that they can take it up again by the rules for everybody. */
@VigieTest
@Import(ValidationCase.class)
class ReporterLinkTests {

    private static final Pattern LINK = Pattern.compile("http://localhost:8090(/links/[a-z]+/[\\w.-]+)");

    @Autowired
    ValidationCase cases;

    @Autowired
    TicketProgress progress;

    @Autowired
    TicketDesk tickets;

    @Autowired
    ProcessRequests requests;

    @Autowired
    KeptMails mails;

    @Autowired
    SignedLinks links;

    @Autowired
    MutableClock clock;

    @Autowired
    MockMvc http;

    private String id = "";

    @BeforeEach
    void create() {
        clock.set(VigieTest.START);
        id = cases.create("cesizen");
        progress.claim(id, EngineKeys.next());
    }

    @Test
    void theReceiptLeadsToAPageThatSaysWhatHappensNowAndWhatWasPromised() throws Exception {
        String link = receipt();
        http.perform(get(URI.create(link)))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", containsString("style-src 'sha256-")))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(header().string("Referrer-Policy", "no-referrer"));
        assertThat(page(link))
                .contains("<html lang=\"fr\">", "Votre signalement est arrivé", "Vous l’avez signalé")
                .contains("au plus tard le 20 novembre 2026", "L&#39;export &lt;b&gt;PDF&lt;/b&gt; est vide")
                .doesNotContain("<script", "<form");
    }

    @Test
    void nothingOfTheTeamIsOnThePage() throws Exception {
        String link = receipt();
        qualified("accept", Map.of("reason", "internal remark"));
        progress.stepCompleted(
                id,
                TicketStep.ASSIGN,
                EngineKeys.next(),
                cases.step(id, TicketStep.ASSIGN),
                new StepValues(Map.of("owner", "anne.operator", "team", "backend")));
        progress.stepCompleted(
                id,
                TicketStep.ANALYSE,
                EngineKeys.next(),
                cases.step(id, TicketStep.ANALYSE),
                new StepValues(Map.of("rootCause", "an injection in export.php", "solution", "escape it")));
        tickets.takeUp(id, "anne.operator");
        assertThat(page(link))
                .contains("Quelqu’un en est devenu responsable", "La cause est trouvée", "faite le 20 novembre 2026")
                .doesNotContain("anne", "backend", "internal", "injection", "escape it", "camille");
    }

    @Test
    void thePageLeadsToWhatTheReporterIsAskedAtThatMoment() throws Exception {
        String link = receipt();
        qualified("ask", Map.of("question", "Quel navigateur ?"));
        cases.step(id, TicketStep.RECORD_ANSWER);
        assertThat(page(link)).contains("Nous vous avons posé une question", "suspendue tant que");
        http.perform(get(URI.create(button(page(link), "answers"))))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Quel navigateur ?")));
        cases.step(id, TicketStep.IMPLEMENT);
        assertThat(page(link)).doesNotContain("class=\"button\"");
        cases.ask(id);
        http.perform(get(URI.create(button(page(link), "validations")))).andExpect(status().isOk());
        progress.close(id, TicketStatus.RESOLVED, "");
        http.perform(get(URI.create(button(page(link), "reopenings")))).andExpect(status().isOk());
    }

    @Test
    void aClosedTicketIsTakenUpAgainOnceHoweverOftenItIsAskedFor() throws Exception {
        String link = closing(TicketStatus.REJECTED, "hors du périmètre");
        for (int look = 0; look < 2; look++) {
            assertThat(page(link)).contains("Rouvrir le ticket", "hors du périmètre", "20 décembre 2026");
        }
        assertThat(asked()).isZero();
        send(link, "reason=+%0A")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("role=\"alert\"")));
        assertThat(asked()).isZero();
        for (String reason : List.of("Toujours+vide", "Toujours+vide", "Encore")) {
            send(link, "reason=" + reason)
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("nous reprenons le ticket")));
        }
        assertThat(asked()).isEqualTo(1);
        assertThat(tickets.history(id))
                .filteredOn(entry -> entry.action().equals("reopening requested"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo("Camille Durand");
                    assertThat(entry.details()).containsEntry("reason", "Toujours vide");
                });
        assertThat(page(links.link("tickets", List.of(id)).getPath())).contains("nous allons le reprendre");
        progress.reopen(id, EngineKeys.next());
        send(link, "reason=Encore").andExpect(status().isGone());
        assertThat(asked()).isZero();
        assertThat(page(links.link("tickets", List.of(id)).getPath())).contains("Le ticket est rouvert");
    }

    /** What was told of an earlier closing, or within the team, is no reason of this one. */
    @Test
    void aClosingWithoutAReasonShowsNone() throws Exception {
        String link = receipt();
        progress.close(id, TicketStatus.REJECTED, "hors du périmètre");
        progress.reopen(id, EngineKeys.next());
        qualified("accept", Map.of("reason", "internal remark"));
        progress.close(id, TicketStatus.RESOLVED, "");
        assertThat(page(link)).doesNotContain("hors du périmètre", "internal remark");
    }

    @Test
    void aLinkIsGoodForItsClosingOnly() throws Exception {
        String first = closing(TicketStatus.RESOLVED, "");
        send(first, "reason=Toujours+vide").andExpect(status().isOk());
        progress.reopen(id, EngineKeys.next());
        String second = closing(TicketStatus.RESOLVED, "");
        assertThat(second).isNotEqualTo(first);
        http.perform(get(URI.create(first))).andExpect(status().isGone());
        send(first, "reason=Encore").andExpect(status().isGone());
        assertThat(asked()).isZero();
        send(second, "reason=Encore").andExpect(status().isOk());
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void linksEndWithTheTimeOfThePlan() throws Exception {
        String status = receipt();
        String link = closing(TicketStatus.RESOLVED, "");
        clock.advance(Duration.ofDays(31));
        for (String each : List.of(status, link)) {
            http.perform(get(URI.create(each)))
                    .andExpect(status().isGone())
                    .andExpect(content().string(containsString("expiré")))
                    .andExpect(content().string(containsString("support@cesizen.example")));
        }
        send(link, "reason=Encore").andExpect(status().isGone());
        assertThat(asked()).isZero();
    }

    @Test
    void theLinkToFollowAnOpenTicketEndsAfterAYear() throws Exception {
        String link = receipt();
        clock.advance(Duration.ofDays(364));
        http.perform(get(URI.create(link))).andExpect(status().isOk());
        clock.advance(Duration.ofDays(2));
        http.perform(get(URI.create(link))).andExpect(status().isGone());
    }

    @Test
    void whatWasNotSignedForItTellsNothing() throws Exception {
        String status = receipt();
        String link = closing(TicketStatus.RESOLVED, "");
        for (String path : List.of(
                "/links/tickets/x",
                "/links/reopenings/a.b",
                status.replace("/tickets/", "/reopenings/"),
                link.replace("/reopenings/", "/tickets/"),
                link.replace("/reopenings/", "/answers/"))) {
            http.perform(get(URI.create(path)).locale(Locale.FRENCH))
                    .andExpect(status().isNotFound())
                    .andExpect(content().string(containsString("pas valide")));
        }
        send(status.replace("/tickets/", "/reopenings/"), "reason=x").andExpect(status().isNotFound());
        assertThat(asked()).isZero();
    }

    @Test
    void everyStatusHasWordsInEachLanguage() {
        for (Locale language : Words.LANGUAGES) {
            Words words = new Words("reporter", language);
            Arrays.stream(TicketStatus.values())
                    .forEach(each -> assertThat(words.get("now." + each.id())).isNotBlank());
        }
        assertThat(new Words("reporter", Locale.FRENCH).keys()).isEqualTo(new Words("reporter", Locale.ENGLISH).keys());
    }

    private String receipt() {
        progress.tellReporter(id, "receipt", Map.of());
        return mailed("receipt");
    }

    private String closing(TicketStatus outcome, String reason) {
        progress.close(id, outcome, reason);
        return mailed(outcome.id());
    }

    private String mailed(String message) {
        return mails.startingWith(id + "/" + message).stream()
                .map(mail -> LINK.matcher(mail.text()))
                .filter(Matcher::find)
                .map(link -> link.group(1))
                .reduce((former, latest) -> latest)
                .orElseThrow();
    }

    private static String button(String page, String purpose) {
        Matcher button = Pattern.compile(
                        "class=\"button\" href=\"http:..localhost:8090(/links/" + purpose + "/[^\"]+)\"")
                .matcher(page);
        assertThat(button.find()).as(page).isTrue();
        return button.group(1);
    }

    private void qualified(String decision, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("decision", decision);
        progress.stepCompleted(
                id, TicketStep.QUALIFY, EngineKeys.next(), cases.step(id, TicketStep.QUALIFY), new StepValues(values));
    }

    private long asked() {
        return requests.unseen(id).stream()
                .filter(request -> request.message().equals("ticket-reopened"))
                .count();
    }

    private String page(String link) throws Exception {
        return http.perform(get(URI.create(link)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private ResultActions send(String link, String form) throws Exception {
        return http.perform(post(URI.create(link))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .content(form));
    }
}
