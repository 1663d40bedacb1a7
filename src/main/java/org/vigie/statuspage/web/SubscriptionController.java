package org.vigie.statuspage.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.statuspage.subscriber.Subscriber;
import org.vigie.statuspage.subscriber.Subscriptions;
import org.vigie.statuspage.subscriber.Subscriptions.Opened;

/** Signs people up for mails and off again. Opening a link only shows a button: programs that scan mails open links too. */
@RestController
@Hidden
class SubscriptionController {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final int FROM_ONE_PLACE = 20;
    private static final int FROM_ALL = 300;
    private static final long WHILE = TimeUnit.MINUTES.toNanos(10);

    private final Subscriptions subscriptions;
    private final SubscriptionPage page;
    private final Plans plans;
    private final SubscriptionLimit one = new SubscriptionLimit(FROM_ONE_PLACE, WHILE);
    private final SubscriptionLimit all = new SubscriptionLimit(FROM_ALL, WHILE);

    SubscriptionController(Subscriptions subscriptions, SubscriptionPage page, Plans plans) {
        this.subscriptions = subscriptions;
        this.page = page;
        this.plans = plans;
    }

    @PostMapping(
            path = "/status/{application}/subscriptions",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> ask(
            @PathVariable String application,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String language,
            HttpServletRequest request) {
        Optional<MaintenancePlan> plan = plans.find(application);
        if (plan.isEmpty()) {
            return html(HttpStatus.NOT_FOUND, page.of(SubscriptionPage.Kind.UNKNOWN, Locale.ENGLISH, ""));
        }
        Locale spoken = language.equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
        long now = System.nanoTime();
        if (!one.allows(request.getRemoteAddr(), now) || !all.allows("", now)) {
            return html(
                    HttpStatus.TOO_MANY_REQUESTS,
                    page.of(SubscriptionPage.Kind.BUSY, spoken, plan.get().name()));
        }
        subscriptions.ask(plan.get(), address, spoken);
        return html(
                HttpStatus.ACCEPTED,
                page.of(SubscriptionPage.Kind.ASKED, spoken, plan.get().name()));
    }

    @GetMapping(path = "/links/" + Subscriptions.CONFIRM + "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> showConfirmation(@PathVariable String token) {
        return confirmation(subscriptions.open(Subscriptions.CONFIRM, token), SubscriptionPage.Kind.CONFIRM);
    }

    @PostMapping(path = "/links/" + Subscriptions.CONFIRM + "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> confirm(@PathVariable String token) {
        return confirmation(subscriptions.confirm(token), SubscriptionPage.Kind.CONFIRMED);
    }

    @GetMapping(path = "/links/" + Subscriptions.LEAVE + "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> showDeparture(@PathVariable String token) {
        return answer(subscriptions.open(Subscriptions.LEAVE, token), SubscriptionPage.Kind.LEAVE);
    }

    /** By the button of the page, or in one click by the reader's mail program (RFC 8058). */
    @PostMapping(path = "/links/" + Subscriptions.LEAVE + "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> leave(@PathVariable String token) {
        return answer(subscriptions.leave(token), SubscriptionPage.Kind.LEFT);
    }

    private ResponseEntity<String> confirmation(Optional<Opened> link, SubscriptionPage.Kind kind) {
        boolean useless = link.filter(
                        opened -> opened.expired() || opened.subscriber().state() == Subscriber.State.LEFT)
                .isPresent();
        return useless
                ? html(
                        HttpStatus.GONE,
                        page.of(
                                SubscriptionPage.Kind.EXPIRED,
                                link.get().subscriber().language(),
                                link.get().plan().name()))
                : answer(link, kind);
    }

    private ResponseEntity<String> answer(Optional<Opened> link, SubscriptionPage.Kind kind) {
        return link.map(opened -> html(
                        HttpStatus.OK,
                        page.of(
                                kind,
                                opened.subscriber().language(),
                                opened.plan().name())))
                .orElseGet(
                        () -> html(HttpStatus.NOT_FOUND, page.of(SubscriptionPage.Kind.UNKNOWN, Locale.ENGLISH, "")));
    }

    private static ResponseEntity<String> html(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
                .body(html);
    }
}
