package org.vigie.validation.web;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.vigie.security.SignedLinks;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStatus;
import org.vigie.ticket.TicketStep;
import org.vigie.validation.Validation;
import org.vigie.validation.ValidationCase;
import org.vigie.validation.ValidationGiven;
import org.vigie.validation.Validations;

@VigieTest
@Import({ValidationCase.class, ValidationLinkTests.Answers.class})
class ValidationLinkTests {

    private static final Pattern LINK = Pattern.compile("http://localhost:8090(/links/validations/\\S+)");

    @Autowired
    MockMvc http;

    @Autowired
    MutableClock clock;

    @Autowired
    KeptMails mails;

    @Autowired
    ValidationCase cases;

    /** The way on is a link to the page of the ticket. */
    private static final String STATUS = "class=\"button\" href=\"http://localhost:8090/links/tickets/";

    @Autowired
    TicketDesk tickets;

    @Autowired
    Validations validations;

    @Autowired
    SignedLinks links;

    @Autowired
    Answers answers;

    /** What the process is told. */
    @TestComponent
    static class Answers {

        private final List<ValidationGiven> all = new CopyOnWriteArrayList<>();

        @EventListener
        void on(ValidationGiven event) {
            all.add(event);
        }

        List<Validation.Answer> of(String ticketId) {
            return all.stream()
                    .filter(event -> event.ticketId().equals(ticketId))
                    .map(ValidationGiven::answer)
                    .toList();
        }
    }

    @BeforeEach
    void start() {
        clock.set(VigieTest.START);
    }

    @Test
    void mailAsksInTheLanguageOfThePlanAndSaysUntilWhen() {
        String id = cases.create("cesizen");
        cases.ask(id);
        var mail = mails.startingWith(id + "/validation-request").getFirst();
        assertThat(mail.to()).isEqualTo("Camille Durand <camille.durand@example.org>");
        assertThat(mail.subject()).isEqualTo("[" + id + "] CESIZen : la correction vous convient-elle ?");
        assertThat(mail.text())
                .contains("Ce que nous avons fait : L'export prend l'année du journal")
                .contains("au plus tard le vendredi 27 novembre 2026")
                .containsPattern(LINK)
                .doesNotContain("Ce qui a changé");
        assertThat(mail.html()).contains("<a href=\"http://localhost:8090/links/validations/");
    }

    @Test
    void openingTheLinkShowsAFormAndDoesNothing() throws Exception {
        String id = cases.create("cesizen");
        cases.ask(id);
        show(linkOf(id))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith(MediaType.TEXT_HTML))
                .andExpect(header().string("Content-Security-Policy", containsString("default-src 'none'")))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(header().string("Referrer-Policy", "no-referrer"))
                .andExpect(content()
                        .string(allOf(
                                containsString("<html lang=\"fr\">"),
                                containsString("Le problème est-il résolu ?"),
                                containsString("L&#39;export &lt;b&gt;PDF&lt;/b&gt; est vide"),
                                containsString("<form method=\"post\">"),
                                not(containsString("Ce qui a changé")),
                                not(containsString("<script")))));
        assertThat(tickets.get(id).status()).isEqualTo(TicketStatus.VALIDATION);
        assertThat(validations.latest(id).answer()).isNull();
    }

    @Test
    void reporterConfirmsWithMarks() throws Exception {
        String id = cases.create("cesizen");
        cases.ask(id);
        String link = linkOf(id);
        send(link, "validated=yes&satisfaction=4&comment=")
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("<h1>Merci</h1>"),
                                containsString(STATUS),
                                containsString("<title>Validation d’une correction</title>"))));
        assertThat(tickets.get(id).satisfaction()).isEqualTo(4);
        assertThat(published(id)).containsExactly(new Validation.Answer(true, 4, null));
        assertThat(tickets.history(id)).last().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("Camille Durand");
            assertThat(entry.action()).isEqualTo("correction validated");
            assertThat(entry.details()).containsEntry("satisfaction", "4");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%E2%80%8B", "%C2%A0", "%E3%85%A4"})
    void whatCannotBeSeenIsNoAnswer(String comment) throws Exception {
        String id = cases.create("cesizen");
        cases.ask(id);
        send(linkOf(id), "validated=no&comment=" + comment)
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith(MediaType.TEXT_HTML));
        assertThat(published(id)).isEmpty();
    }

    @Test
    void aLongAnswerIsCutBetweenCharacters() throws Exception {
        String id = cases.create("cesizen");
        cases.ask(id);
        String form = "validated=no&comment=x" + "%F0%9F%98%80".repeat(2_000);
        for (int again = 0; again < 2; again++) {
            send(linkOf(id), form).andExpect(status().isOk());
        }
        assertThat(published(id))
                .singleElement()
                .satisfies(answer -> assertThat(answer.comment())
                        .hasSizeLessThanOrEqualTo(Validation.LONGEST)
                        .endsWith("😀…"));
    }

    @Test
    void reporterSaysWhatDoesNotHold() throws Exception {
        String id = cases.create("cesizen");
        cases.ask(id);
        send(linkOf(id), "validated=no&satisfaction=1&comment=Toujours+vide+%3Cb%3E")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("nous reprenons le travail")));
        assertThat(published(id)).containsExactly(new Validation.Answer(false, null, "Toujours vide <b>"));
        assertThat(tickets.get(id).satisfaction()).isNull();
        assertThat(tickets.history(id).getLast().action()).isEqualTo("correction does not hold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validated=no&comment=+", "validated=perhaps&comment=a%3Cb", "comment=", ""})
    void incompleteAnswerIsAskedForAgain(String form) throws Exception {
        String id = cases.create("cesizen");
        cases.ask(id);
        send(linkOf(id), form)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("role=\"alert\"")))
                .andExpect(content().string(not(containsString("a<b"))));
        assertThat(published(id)).isEmpty();
    }

    @Test
    void sameFormSentTwiceActsOnce() throws Exception {
        String id = cases.create("cesizen");
        cases.ask(id);
        String link = linkOf(id);
        send(link, "validated=yes&satisfaction=5").andExpect(status().isOk());
        send(link, "validated=yes&satisfaction=5").andExpect(status().isOk());
        assertThat(published(id)).hasSize(1);
    }

    @Test
    void usedLinkIsGone() throws Exception {
        String id = cases.create("cesizen");
        cases.ask(id);
        String link = linkOf(id);
        send(link, "validated=yes").andExpect(status().isOk());
        show(link)
                .andExpect(status().isGone())
                .andExpect(content().string(allOf(containsString("est réglée"), containsString(STATUS))));
        send(link, "validated=no&comment=non").andExpect(status().isGone());
        assertThat(published(id)).hasSize(1);
    }

    @Test
    void linkOfAnEarlierRoundIsGone() throws Exception {
        String id = cases.create("cesizen");
        cases.ask(id);
        String first = linkOf(id);
        cases.step(id, TicketStep.IMPLEMENT);
        show(first).andExpect(status().isGone());
        clock.advance(Duration.ofHours(1));
        cases.ask(id);
        send(first, "validated=yes").andExpect(status().isGone());
        assertThat(published(id)).isEmpty();
    }

    @Test
    void linkExpiresAtTheDeadline() throws Exception {
        String id = cases.create("cesizen");
        cases.ask(id);
        String link = linkOf(id);
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        show(link).andExpect(status().isOk());
        clock.advance(Duration.ofSeconds(1));
        show(link)
                .andExpect(status().isGone())
                .andExpect(content()
                        .string(allOf(
                                containsString("a expiré"),
                                containsString(STATUS),
                                not(containsString("écrivez-nous")))));
        send(link, "validated=yes").andExpect(status().isGone());
        assertThat(published(id)).isEmpty();
    }

    @Test
    void forgedLinksAreNotFound() throws Exception {
        String id = cases.create("cesizen");
        cases.ask(id);
        String link = linkOf(id);
        String signature = link.substring(link.indexOf('.'));
        String content = link.substring(link.lastIndexOf('/') + 1, link.indexOf('.'));
        String other =
                path(links.link("escalations", List.of(id, "1"))).replace("/links/escalations/", "/links/validations/");
        for (String forged : List.of(
                other,
                link.substring(0, link.length() - 2),
                "/links/validations/" + content,
                "/links/validations/x" + content + signature,
                "/links/validations/" + content + ".AAAA",
                "/links/validations/a.b.c")) {
            http.perform(get(URI.create(forged))).andExpect(status().isNotFound());
            send(forged, "validated=yes").andExpect(status().isNotFound());
        }
        assertThat(published(id)).isEmpty();
    }

    @Test
    void reminderCarriesTheSameQuestion() throws Exception {
        String id = cases.create("mangatheque");
        cases.ask(id);
        clock.advance(Duration.ofDays(3));
        cases.remind(id);
        var mail = mails.startingWith(id + "/validation-reminder").getFirst();
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).isTrue();
        send(link.group(1), "validated=yes").andExpect(status().isOk());
        assertThat(published(id)).hasSize(1);
    }

    private ResultActions show(String link) throws Exception {
        return http.perform(get(URI.create(link)));
    }

    private ResultActions send(String link, String form) throws Exception {
        return http.perform(post(URI.create(link))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .content(form));
    }

    private String linkOf(String id) {
        Matcher link = LINK.matcher(
                mails.startingWith(id + "/validation-request").getLast().text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static String path(URI link) {
        return link.getPath();
    }

    private List<Validation.Answer> published(String id) {
        return answers.of(id);
    }
}
