package org.vigie.escalation.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.escalation.AcknowledgementLinks;
import org.vigie.escalation.AcknowledgementLinks.Opened;
import org.vigie.shared.web.LinkPages;

/** Signed links of mails. Opening one only shows a page with a button: programs that scan mails open links too. */
@RestController
@Hidden
@RequestMapping("/links/escalations/{token}")
class AcknowledgementPageController {

    private final AcknowledgementLinks links;
    private final AcknowledgementPage page;

    AcknowledgementPageController(AcknowledgementLinks links, AcknowledgementPage page) {
        this.links = links;
        this.page = page;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> show(@PathVariable String token, Locale reader) {
        return links.open(token)
                .map(link ->
                        link.expired() ? expired(link) : LinkPages.answer(HttpStatus.OK, page.of(kind(link), link)))
                .orElseGet(() -> unknown(reader));
    }

    @PostMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> acknowledge(@PathVariable String token, Locale reader) {
        return links.acknowledge(token)
                .map(link -> LinkPages.answer(HttpStatus.OK, page.of(kind(link), link)))
                .or(() -> links.open(token).map(this::expired))
                .orElseGet(() -> unknown(reader));
    }

    private static AcknowledgementPage.Kind kind(Opened link) {
        return switch (link.escalation().state()) {
            case RUNNING, EXHAUSTED -> AcknowledgementPage.Kind.ASK;
            case ACKNOWLEDGED -> AcknowledgementPage.Kind.ACKNOWLEDGED;
            case ENDED -> AcknowledgementPage.Kind.ENDED;
        };
    }

    private ResponseEntity<String> expired(Opened link) {
        return LinkPages.answer(HttpStatus.GONE, page.of(AcknowledgementPage.Kind.EXPIRED, link));
    }

    private ResponseEntity<String> unknown(Locale reader) {
        return LinkPages.answer(HttpStatus.NOT_FOUND, page.unknown(reader));
    }
}
