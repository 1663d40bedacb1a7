package org.vigie.answer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.time.Duration;
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
import org.vigie.notification.MailHeaders;
import org.vigie.security.SignedLinks;
import org.vigie.support.EngineKeys;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.StepValues;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStep;
import org.vigie.validation.ValidationCase;

@VigieTest
@Import(ValidationCase.class)
class AnswerLinkTests {

    private static final Pattern LINK = Pattern.compile("http://localhost:8090(/links/answers/\\S+)");

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
    List<MailHeaders> headers;

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
    }

    @Test
    void mailHasAPageToAnswerOnAndASupportToReplyTo() throws Exception {
        String link = ask("Quel <b>navigateur</b> ?");
        var mail = mails.startingWith(id + "/question").getFirst();
        assertThat(mail.text()).contains("Répondre à la question").doesNotContain("dans l'objet");
        assertThat(headers.stream().flatMap(each -> each.of(id + "/question/1/1").entrySet().stream()))
                .extracting(Map.Entry::getKey)
                .contains("Reply-To", "References", "In-Reply-To");
        http.perform(get(URI.create(link)))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", containsString("default-src 'none'")))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(content()
                        .string(allOf(
                                containsString("<html lang=\"fr\">"),
                                containsString("Quel &lt;b&gt;navigateur&lt;/b&gt; ?"),
                                not(containsString("<script")))));
        assertThat(requests.unseen(id)).noneMatch(request -> request.message().equals("reporter-answered"));
    }

    @Test
    void answerThroughThePageIsTheReporters() throws Exception {
        String link = ask("Quel navigateur ?");
        send(link, "answer=Firefox+140")
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Merci"),
                                containsString("href=\"http://localhost:8090/links/tickets/"))));
        assertThat(answers()).isEqualTo(1);
        assertThat(tickets.history(id).getLast().actor()).isEqualTo("Camille Durand");
        assertThat(tickets.history(id).getLast().details()).containsEntry("answer", "Firefox 140");
        send(link, "answer=Firefox+140").andExpect(status().isOk());
        send(link, "answer=Chrome").andExpect(status().isGone());
        assertThat(answers()).isEqualTo(1);
    }

    @Test
    void theAnswerOfEachTicketIsInItsHistory() throws Exception {
        for (int ticket = 0; ticket < 2; ticket++) {
            create();
            send(ask("Quel navigateur ?"), "answer=Firefox").andExpect(status().isOk());
            assertThat(tickets.history(id)).extracting("action").contains("reporter answered");
        }
    }

    @Test
    void anEmptyAnswerIsAskedForAgain() throws Exception {
        String link = ask("Quel navigateur ?");
        for (String form : new String[] {"", "answer=", "answer=+%0A", "answer=%E2%80%8B", "answer=%00"}) {
            send(link, form)
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("role=\"alert\"")));
        }
        assertThat(answers()).isZero();
    }

    @Test
    void aLinkIsGoodForItsQuestionOnly() throws Exception {
        String first = ask("Quel navigateur ?");
        cases.step(id, TicketStep.QUALIFY);
        http.perform(get(URI.create(first))).andExpect(status().isGone());
        String second = ask("Et quelle version ?");
        send(first, "answer=Firefox").andExpect(status().isGone());
        assertThat(answers()).isZero();
        send(second, "answer=140").andExpect(status().isOk());
        assertThat(answers()).isEqualTo(1);
    }

    @Test
    void aLinkExpires() throws Exception {
        String link = ask("Quel navigateur ?");
        clock.advance(Duration.ofDays(60));
        http.perform(get(URI.create(link)))
                .andExpect(status().isGone())
                .andExpect(content().string(containsString("expiré")));
        send(link, "answer=x").andExpect(status().isGone());
        assertThat(answers()).isZero();
    }

    @Test
    void whatWasNotSignedHereTellsNothing() throws Exception {
        ask("Quel navigateur ?");
        String validation = links.link("validations", List.of(id, "1/1")).getPath();
        for (String path :
                new String[] {"/links/answers/x", "/links/answers/a.b", validation.replace("validations", "answers")}) {
            http.perform(get(URI.create(path)))
                    .andExpect(status().isNotFound())
                    .andExpect(content().string(not(containsString(id))));
            http.perform(get(URI.create(path)).locale(Locale.FRENCH).header("Accept-Language", "fr"))
                    .andExpect(content().string(containsString("pas valide")));
            send(path, "answer=x").andExpect(status().isNotFound());
        }
        assertThat(answers()).isZero();
    }

    private String ask(String question) {
        progress.stepCompleted(
                id,
                TicketStep.QUALIFY,
                EngineKeys.next(),
                cases.step(id, TicketStep.QUALIFY),
                new StepValues(Map.of("decision", "ask", "question", question)));
        progress.tellReporter(id, "question", Map.of("question", question));
        cases.step(id, TicketStep.RECORD_ANSWER);
        return mails.startingWith(id + "/question").stream()
                .map(mail -> LINK.matcher(mail.text()))
                .filter(Matcher::find)
                .map(link -> link.group(1))
                .reduce((former, latest) -> latest)
                .orElseThrow();
    }

    private long answers() {
        return requests.unseen(id).stream()
                .filter(request -> request.message().equals("reporter-answered"))
                .count();
    }

    private ResultActions send(String link, String form) throws Exception {
        return http.perform(post(URI.create(link))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .content(form));
    }
}
