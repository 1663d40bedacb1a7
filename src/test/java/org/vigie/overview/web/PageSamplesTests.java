package org.vigie.overview.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.support.EngineKeys;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.StepValues;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStatus;
import org.vigie.ticket.TicketStep;
import org.vigie.validation.ValidationCase;

/** Writes pages to look at, and for the tests in a browser: target/page-samples. */
@VigieTest
@Import(ValidationCase.class)
class PageSamplesTests {

    private static final Path FOLDER = Path.of("target/page-samples");
    private static final Pattern LINK = Pattern.compile("http://localhost:8090(/links/[a-z]+/[\\w.-]+)");
    private static final Pattern PICTURE = Pattern.compile("(?:src|href)=\"(/models/trials/[^\"]+\\.svg[^\"]*)\"");

    @Autowired
    MockMvc http;

    @Autowired
    ValidationCase cases;

    @Autowired
    TicketProgress progress;

    @Autowired
    KeptMails mails;

    @Autowired
    MutableClock clock;

    @Test
    void pagesBehindLinksAndTheirMails() throws Exception {
        clock.set(VigieTest.START);
        for (String application : List.of("cesizen", "mangatheque")) {
            String id = cases.create(application);
            progress.claim(id, EngineKeys.next());
            progress.tellReporter(id, "receipt", Map.of());
            String name = "link-" + application + "-";
            keep(name + "status", open(link(id, "receipt")));
            progress.stepCompleted(
                    id,
                    TicketStep.QUALIFY,
                    EngineKeys.next(),
                    cases.step(id, TicketStep.QUALIFY),
                    new StepValues(Map.of("decision", "ask", "question", "Quel navigateur ?\nEt depuis quand ?")));
            progress.tellReporter(id, "question", Map.of("question", "Quel navigateur ?\nEt depuis quand ?"));
            cases.step(id, TicketStep.RECORD_ANSWER);
            keep(name + "asked", open(link(id, "receipt")));
            keep(name + "question", open(link(id, "question")));
            cases.ask(id);
            keep(name + "validation", open(link(id, "validation-request")));
            progress.close(id, TicketStatus.RESOLVED, "");
            String reopening = link(id, "resolved");
            keep(name + "closed", open(link(id, "receipt")));
            keep(name + "reopening", open(reopening));
            keep(name + "missing", sent(reopening, ""));
            keep(name + "reopened", sent(reopening, "reason=Toujours+vide"));
            for (String mail : List.of("receipt", "question", "validation-request", "resolved")) {
                keep(
                        "mail-" + application + "-" + mail,
                        mails.startingWith(id + "/" + mail).getFirst().html());
            }
        }
        assertThat(Files.readString(FOLDER.resolve("link-cesizen-reopening.html")))
                .contains("<textarea", "Rouvrir le ticket");
    }

    @Test
    void pagesOfModelsAndTheApi() throws Exception {
        Files.createDirectories(FOLDER.resolve("overview"));
        Files.copy(
                Path.of("src/main/resources/static/overview/style.css"),
                FOLDER.resolve("overview/style.css"),
                StandardCopyOption.REPLACE_EXISTING);
        for (Locale language : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            keep("api-" + language.getLanguage(), page("/api", language));
        }
        String ticket = Files.readString(Path.of("bpmn/ticket.bpmn"))
                .replace(">=validationReminder<", ">P1D<")
                .replace("name=\"Qualify the ticket\"", "name=\"Qualify the ticket with care\"");
        models("diagram", "ticket.bpmn", ticket);
        String rules = Files.readString(Path.of("dmn/ticketPriority.dmn"))
                .replaceFirst("<text>\"P2\"</text>", "<text>\"P1\"</text>");
        models("table", "ticketPriority.dmn", rules);
        models("refused", "ticket.bpmn", ticket.replace(">P100D<", ">100 days<"));
        assertThat(Files.readString(FOLDER.resolve("models-diagram-trial-en.html")))
                .contains("<img src=\"models-diagram-");
    }

    private void models(String name, String file, String text) throws Exception {
        String body = new ObjectMapper().writeValueAsString(Map.of("text", text));
        MockHttpServletResponse trial = http.perform(post("/api/models/" + file + "/trials")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(httpBasic("process-owner", "owner-secret")))
                .andReturn()
                .getResponse();
        assertThat(trial.getStatus()).as(trial.getContentAsString()).isEqualTo(201);
        String id = new ObjectMapper()
                .readTree(trial.getContentAsString())
                .path("id")
                .asText();
        for (Locale language : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            keep("models-" + name + "-" + language.getLanguage(), page("/models", language));
            String page = page("/models/trials/" + id, language);
            Matcher picture = PICTURE.matcher(page);
            StringBuilder local = new StringBuilder();
            while (picture.find()) {
                String address = picture.group(1).replace("&amp;", "&");
                String kept = "models-" + name + "-"
                        + address.replaceAll(".*/(before|after)/", "$1-").replaceAll("[^a-zA-Z0-9.-]", "-") + ".svg";
                Files.writeString(FOLDER.resolve(kept), page(address, language), UTF_8);
                picture.appendReplacement(local, picture.group().replace(picture.group(1), kept));
            }
            picture.appendTail(local);
            keep("models-" + name + "-trial-" + language.getLanguage(), local.toString());
        }
    }

    private String page(String address, Locale language) throws Exception {
        MockHttpServletResponse answer = http.perform(get(URI.create(address))
                        .locale(language)
                        .header("Accept-Language", language.toLanguageTag())
                        .with(httpBasic("process-owner", "owner-secret")))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as("%s", answer.getContentAsString()).isEqualTo(200);
        return answer.getContentAsString();
    }

    private String open(String link) throws Exception {
        return http.perform(get(URI.create(link))).andReturn().getResponse().getContentAsString();
    }

    private String sent(String link, String form) throws Exception {
        return http.perform(post(URI.create(link))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content(form))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private String link(String id, String message) {
        Matcher link =
                LINK.matcher(mails.startingWith(id + "/" + message).getFirst().text());
        assertThat(link.find()).as(message).isTrue();
        return link.group(1);
    }

    private static void keep(String name, String html) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(
                FOLDER.resolve(name + ".html"), html.replace("\"/overview/style.css\"", "\"overview/style.css\""));
    }
}
