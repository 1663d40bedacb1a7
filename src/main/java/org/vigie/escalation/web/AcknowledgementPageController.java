package org.vigie.escalation.web;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.CacheControl;
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

/** Signed links of mails. Opening one only shows a page with a button: programs that scan mails open links too. */
@RestController
@Hidden
@RequestMapping("/links/escalations/{token}")
class AcknowledgementPageController {

    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final AcknowledgementLinks links;
    private final AcknowledgementPage page;

    AcknowledgementPageController(AcknowledgementLinks links, AcknowledgementPage page) {
        this.links = links;
        this.page = page;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> show(@PathVariable String token) {
        return links.open(token)
                .map(link -> link.expired() ? expired(link) : answer(HttpStatus.OK, page.of(kind(link), link)))
                .orElseGet(this::unknown);
    }

    @PostMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> acknowledge(@PathVariable String token) {
        return links.acknowledge(token)
                .map(link -> answer(HttpStatus.OK, page.of(kind(link), link)))
                .or(() -> links.open(token).map(this::expired))
                .orElseGet(this::unknown);
    }

    private static AcknowledgementPage.Kind kind(Opened link) {
        return switch (link.escalation().state()) {
            case RUNNING, EXHAUSTED -> AcknowledgementPage.Kind.ASK;
            case ACKNOWLEDGED -> AcknowledgementPage.Kind.ACKNOWLEDGED;
            case ENDED -> AcknowledgementPage.Kind.ENDED;
        };
    }

    private ResponseEntity<String> expired(Opened link) {
        return answer(HttpStatus.GONE, page.of(AcknowledgementPage.Kind.EXPIRED, link));
    }

    private ResponseEntity<String> unknown() {
        return answer(HttpStatus.NOT_FOUND, page.unknown());
    }

    private static ResponseEntity<String> answer(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", CONTENT_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .body(html);
    }
}
