package org.vigie.reporter.web;

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
import org.vigie.reporter.TicketLinks;
import org.vigie.reporter.TicketLinks.Opened;
import org.vigie.shared.value.Texts;
import org.vigie.shared.web.LinkPages;

/** Signed links of mails. Opening one changes nothing: programs that scan mails open links too. */
@RestController
@Hidden
@RequestMapping(path = "/links", produces = MediaType.TEXT_HTML_VALUE)
class ReporterPageController {

    private static final int LONGEST = 4_000;

    private final TicketLinks links;
    private final ReporterPage page;

    ReporterPageController(TicketLinks links, ReporterPage page) {
        this.links = links;
        this.page = page;
    }

    @GetMapping("/tickets/{token}")
    ResponseEntity<String> follow(@PathVariable String token, Locale reader) {
        return links.openStatus(token)
                .map(link -> html(link, ReporterPage.Kind.STATUS, false))
                .orElseGet(() -> unknown(reader));
    }

    @GetMapping("/reopenings/{token}")
    ResponseEntity<String> show(@PathVariable String token, Locale reader) {
        return links.openReopening(token)
                .map(link -> html(link, ReporterPage.Kind.REOPEN, false))
                .orElseGet(() -> unknown(reader));
    }

    @PostMapping(path = "/reopenings/{token}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> reopen(
            @PathVariable String token, @RequestParam(defaultValue = "") String reason, Locale reader) {
        String kept = Texts.cut(Texts.storable(reason).strip(), LONGEST);
        boolean missing = !Texts.isVisible(kept);
        return (missing ? links.openReopening(token) : links.reopen(token, kept))
                .map(link -> html(link, ReporterPage.Kind.REOPEN, missing))
                .orElseGet(() -> unknown(reader));
    }

    private ResponseEntity<String> html(Opened link, ReporterPage.Kind ifOpen, boolean missing) {
        return switch (link.state()) {
            case OPEN ->
                LinkPages.answer(missing ? HttpStatus.BAD_REQUEST : HttpStatus.OK, page.of(ifOpen, link, missing));
            case ASKED -> LinkPages.answer(HttpStatus.OK, page.of(ReporterPage.Kind.ASKED, link, false));
            case SETTLED -> LinkPages.answer(HttpStatus.GONE, page.of(ReporterPage.Kind.SETTLED, link, false));
            case EXPIRED -> LinkPages.answer(HttpStatus.GONE, page.of(ReporterPage.Kind.EXPIRED, link, false));
        };
    }

    private ResponseEntity<String> unknown(Locale reader) {
        return LinkPages.answer(HttpStatus.NOT_FOUND, page.unknown(reader));
    }
}
