package org.vigie.answer.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.answer.AnswerLinks;
import org.vigie.answer.AnswerLinks.Opened;
import org.vigie.shared.value.Texts;
import org.vigie.shared.web.LinkPages;

/** Signed links of mails. Opening one only shows a form: programs that scan mails open links too. */
@RestController
@Hidden
@RequestMapping("/links/answers/{token}")
class AnswerPageController {

    private static final int LONGEST = 4_000;
    private final AnswerLinks links;
    private final AnswerPage page;

    AnswerPageController(AnswerLinks links, AnswerPage page) {
        this.links = links;
        this.page = page;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> show(@PathVariable String token, Locale reader) {
        return links.open(token)
                .map(link -> html(link, AnswerPage.Kind.ASK, false))
                .orElseGet(() -> unknown(reader));
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> answer(
            @PathVariable String token, @RequestParam(defaultValue = "") String answer, Locale reader) {
        String kept = Texts.cut(Texts.storable(answer).strip(), LONGEST);
        if (!Texts.isVisible(kept)) {
            return links.open(token)
                    .map(link -> html(link, AnswerPage.Kind.ASK, true))
                    .orElseGet(() -> unknown(reader));
        }
        return links.answer(token, kept)
                .map(link -> html(link, AnswerPage.Kind.THANKS, false))
                .orElseGet(() -> unknown(reader));
    }

    private ResponseEntity<String> html(Opened link, AnswerPage.Kind ifOpen, boolean missing) {
        return switch (link.state()) {
            case OPEN ->
                LinkPages.answer(missing ? HttpStatus.BAD_REQUEST : HttpStatus.OK, page.of(ifOpen, link, missing));
            case ANSWERED -> LinkPages.answer(HttpStatus.GONE, page.of(AnswerPage.Kind.ANSWERED, link, false));
            case EXPIRED -> LinkPages.answer(HttpStatus.GONE, page.of(AnswerPage.Kind.EXPIRED, link, false));
        };
    }

    private ResponseEntity<String> unknown(Locale reader) {
        return LinkPages.answer(HttpStatus.NOT_FOUND, page.unknown(reader));
    }
}
