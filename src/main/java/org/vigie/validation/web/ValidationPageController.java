package org.vigie.validation.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
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
import org.vigie.validation.Validation;
import org.vigie.validation.ValidationLinks;
import org.vigie.validation.ValidationLinks.Opened;

/** Signed links of mails. Opening one only shows a form: programs that scan mails open links too. */
@RestController
@Hidden
@RequestMapping("/links/validations/{token}")
class ValidationPageController {

    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final ValidationLinks links;
    private final ValidationPage page;

    ValidationPageController(ValidationLinks links, ValidationPage page) {
        this.links = links;
        this.page = page;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> show(@PathVariable String token) {
        return links.open(token)
                .map(link -> answer(link, ValidationPage.Kind.ASK, null))
                .orElseGet(this::unknown);
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> answer(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String validated,
            @RequestParam(defaultValue = "") String satisfaction,
            @RequestParam(defaultValue = "") String comment) {
        boolean holds = validated.equals("yes");
        if (!holds && (comment.isBlank() || !validated.equals("no"))) {
            return links.open(token).map(link -> incomplete(link, comment)).orElseGet(this::unknown);
        }
        String kept = comment.length() > Validation.LONGEST ? comment.substring(0, Validation.LONGEST) : comment;
        Integer marks = holds && satisfaction.matches("[1-5]") ? Integer.valueOf(satisfaction) : null;
        return links.answer(token, new Validation.Answer(holds, marks, kept.replace("\0", "")))
                .map(link -> answer(link, holds ? ValidationPage.Kind.THANKS : ValidationPage.Kind.REWORK, null))
                .orElseGet(this::unknown);
    }

    private ResponseEntity<String> incomplete(Opened link, String comment) {
        if (link.state() != ValidationLinks.State.OPEN) {
            return answer(link, ValidationPage.Kind.ASK, null);
        }
        return html(HttpStatus.BAD_REQUEST, page.of(ValidationPage.Kind.ASK, link, comment, true));
    }

    private ResponseEntity<String> answer(Opened link, ValidationPage.Kind ifOpen, @Nullable String comment) {
        return switch (link.state()) {
            case OPEN -> html(HttpStatus.OK, page.of(ifOpen, link, comment, false));
            case ANSWERED -> html(HttpStatus.GONE, page.of(ValidationPage.Kind.ANSWERED, link, comment, false));
            case EXPIRED -> html(HttpStatus.GONE, page.of(ValidationPage.Kind.EXPIRED, link, comment, false));
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
