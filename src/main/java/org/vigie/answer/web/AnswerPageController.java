package org.vigie.answer.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.CacheControl;
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

/** Signed links of mails. Opening one only shows a form: programs that scan mails open links too. */
@RestController
@Hidden
@RequestMapping("/links/answers/{token}")
class AnswerPageController {

    private static final int LONGEST = 4_000;
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final AnswerLinks links;
    private final AnswerPage page;

    AnswerPageController(AnswerLinks links, AnswerPage page) {
        this.links = links;
        this.page = page;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> show(@PathVariable String token) {
        return links.open(token)
                .map(link -> html(link, AnswerPage.Kind.ASK, false))
                .orElseGet(this::unknown);
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> answer(@PathVariable String token, @RequestParam(defaultValue = "") String answer) {
        String kept = Texts.cut(Texts.storable(answer).strip(), LONGEST);
        if (!Texts.isVisible(kept)) {
            return links.open(token)
                    .map(link -> html(link, AnswerPage.Kind.ASK, true))
                    .orElseGet(this::unknown);
        }
        return links.answer(token, kept)
                .map(link -> html(link, AnswerPage.Kind.THANKS, false))
                .orElseGet(this::unknown);
    }

    private ResponseEntity<String> html(Opened link, AnswerPage.Kind ifOpen, boolean missing) {
        return switch (link.state()) {
            case OPEN -> html(missing ? HttpStatus.BAD_REQUEST : HttpStatus.OK, page.of(ifOpen, link, missing));
            case ANSWERED -> html(HttpStatus.GONE, page.of(AnswerPage.Kind.ANSWERED, link, false));
            case EXPIRED -> html(HttpStatus.GONE, page.of(AnswerPage.Kind.EXPIRED, link, false));
        };
    }

    private ResponseEntity<String> unknown() {
        return html(HttpStatus.NOT_FOUND, page.unknown());
    }

    private static ResponseEntity<String> html(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", CONTENT_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
                .body(html);
    }
}
