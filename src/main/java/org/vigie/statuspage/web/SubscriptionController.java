package org.vigie.statuspage.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
import org.vigie.shared.web.LinkPages;
import org.vigie.statuspage.subscriber.Subscriber;
import org.vigie.statuspage.subscriber.Subscriptions;
import org.vigie.statuspage.subscriber.Subscriptions.Opened;

/** Signs people up for mails and off again. Opening a link only shows a button: programs that scan mails open links too. */
@RestController
@Hidden
class SubscriptionController {

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
            Locale reader,
            HttpServletRequest request) {
        Optional<MaintenancePlan> plan = plans.find(application);
        if (plan.isEmpty()) {
            return LinkPages.answer(HttpStatus.NOT_FOUND, page.unknown(reader));
        }
        Locale spoken = language.equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
        long now = System.nanoTime();
        if (!one.allows(request.getRemoteAddr(), now) || !all.allows("", now)) {
            return LinkPages.answer(
                    HttpStatus.TOO_MANY_REQUESTS, page.of(SubscriptionPage.Kind.BUSY, spoken, plan.get()));
        }
        subscriptions.ask(plan.get(), address, spoken);
        return LinkPages.answer(HttpStatus.ACCEPTED, page.of(SubscriptionPage.Kind.ASKED, spoken, plan.get()));
    }

    @GetMapping(path = "/links/" + Subscriptions.CONFIRM + "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> showConfirmation(@PathVariable String token, Locale reader) {
        return confirmation(subscriptions.open(Subscriptions.CONFIRM, token), SubscriptionPage.Kind.CONFIRM, reader);
    }

    @PostMapping(path = "/links/" + Subscriptions.CONFIRM + "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> confirm(@PathVariable String token, Locale reader) {
        return confirmation(subscriptions.confirm(token), SubscriptionPage.Kind.CONFIRMED, reader);
    }

    @GetMapping(path = "/links/" + Subscriptions.LEAVE + "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> showDeparture(@PathVariable String token, Locale reader) {
        return answer(subscriptions.open(Subscriptions.LEAVE, token), SubscriptionPage.Kind.LEAVE, reader);
    }

    /** By the button of the page, or in one click by the reader's mail program (RFC 8058). */
    @PostMapping(path = "/links/" + Subscriptions.LEAVE + "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> leave(@PathVariable String token, Locale reader) {
        return answer(subscriptions.leave(token), SubscriptionPage.Kind.LEFT, reader);
    }

    private ResponseEntity<String> confirmation(Optional<Opened> link, SubscriptionPage.Kind kind, Locale reader) {
        boolean useless = link.filter(
                        opened -> opened.expired() || opened.subscriber().state() == Subscriber.State.LEFT)
                .isPresent();
        return useless
                ? LinkPages.answer(
                        HttpStatus.GONE,
                        page.of(
                                SubscriptionPage.Kind.EXPIRED,
                                link.get().subscriber().language(),
                                link.get().plan()))
                : answer(link, kind, reader);
    }

    private ResponseEntity<String> answer(Optional<Opened> link, SubscriptionPage.Kind kind, Locale reader) {
        return link.map(opened -> LinkPages.answer(
                        HttpStatus.OK, page.of(kind, opened.subscriber().language(), opened.plan())))
                .orElseGet(() -> LinkPages.answer(HttpStatus.NOT_FOUND, page.unknown(reader)));
    }
}
