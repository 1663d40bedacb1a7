package org.vigie.validation.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.shared.value.Texts;
import org.vigie.shared.web.LinkPages;
import org.vigie.validation.Validation;
import org.vigie.validation.ValidationLinks;
import org.vigie.validation.ValidationLinks.Opened;

/** Signed links of mails. Opening one only shows a form: programs that scan mails open links too. */
@RestController
@Hidden
@RequestMapping("/links/validations/{token}")
class ValidationPageController {

    private final ValidationLinks links;
    private final ValidationPage page;

    ValidationPageController(ValidationLinks links, ValidationPage page) {
        this.links = links;
        this.page = page;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> show(@PathVariable String token, Locale reader) {
        return links.open(token)
                .map(link -> answer(link, ValidationPage.Kind.ASK, null))
                .orElseGet(() -> unknown(reader));
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> answer(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String validated,
            @RequestParam(defaultValue = "") String satisfaction,
            @RequestParam(defaultValue = "") String comment,
            Locale reader) {
        boolean holds = validated.equals("yes");
        String kept = Texts.cut(Texts.storable(comment).strip(), Validation.LONGEST);
        if (!holds && (!Texts.isVisible(kept) || !validated.equals("no"))) {
            return links.open(token).map(link -> incomplete(link, comment)).orElseGet(() -> unknown(reader));
        }
        Integer marks = holds && satisfaction.matches("[1-5]") ? Integer.valueOf(satisfaction) : null;
        return links.answer(token, new Validation.Answer(holds, marks, kept))
                .map(link -> answer(link, holds ? ValidationPage.Kind.THANKS : ValidationPage.Kind.REWORK, null))
                .orElseGet(() -> unknown(reader));
    }

    private ResponseEntity<String> incomplete(Opened link, String comment) {
        if (link.state() != ValidationLinks.State.OPEN) {
            return answer(link, ValidationPage.Kind.ASK, null);
        }
        return LinkPages.answer(HttpStatus.BAD_REQUEST, page.of(ValidationPage.Kind.ASK, link, comment, true));
    }

    private ResponseEntity<String> answer(Opened link, ValidationPage.Kind ifOpen, @Nullable String comment) {
        return switch (link.state()) {
            case OPEN -> LinkPages.answer(HttpStatus.OK, page.of(ifOpen, link, comment, false));
            case ANSWERED ->
                LinkPages.answer(HttpStatus.GONE, page.of(ValidationPage.Kind.ANSWERED, link, comment, false));
            case EXPIRED ->
                LinkPages.answer(HttpStatus.GONE, page.of(ValidationPage.Kind.EXPIRED, link, comment, false));
        };
    }

    private ResponseEntity<String> unknown(Locale reader) {
        return LinkPages.answer(HttpStatus.NOT_FOUND, page.unknown(reader));
    }
}
