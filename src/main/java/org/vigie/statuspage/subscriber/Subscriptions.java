package org.vigie.statuspage.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.security.SignedLinks;
import org.vigie.shared.value.MailAddress;

/**
 * Who asks for mails, confirms and leaves. Nobody can find out through it whether an address is known: whatever is asked for, the answer
 * is the same, and only the owner of the address reads more. Thread-safe.
 */
@Service
public class Subscriptions {

    /** Purposes of the links in mails. */
    public static final String CONFIRM = "status-subscriptions";

    public static final String LEAVE = "status-departures";

    private static final Duration CONFIRM_WITHIN = Duration.ofDays(7);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_A_DAY = 3;

    private final SubscriberStore store;
    private final SignedLinks links;
    private final Notices notices;
    private final Plans plans;
    private final Clock clock;

    Subscriptions(SubscriberStore store, SignedLinks links, Notices notices, Plans plans, Clock clock) {
        this.store = store;
        this.links = links;
        this.notices = notices;
        this.plans = plans;
        this.clock = clock;
    }

    /** What a link is about. */
    public record Opened(Subscriber subscriber, MaintenancePlan plan, boolean expired) {}

    /**
     * Sends a mail that asks for a confirmation, at most one an hour and three a day to one address. What is no address gets none.
     */
    @Transactional
    public void ask(MaintenancePlan plan, String address, Locale language) {
        String clean = MailAddress.find(address).map(MailAddress::text).orElse("");
        if (clean.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        store.ask(
                        UUID.randomUUID().toString(),
                        plan.application(),
                        hash(plan.application(), clean),
                        clean,
                        language,
                        now,
                        new SubscriberStore.Limits(now.minus(HOUR), now.minus(DAY), MOST_A_DAY))
                .ifPresent(subscriber -> confirm(plan, subscriber, clean, now));
    }

    private void confirm(MaintenancePlan plan, Subscriber subscriber, String address, Instant now) {
        URI link = links.link(CONFIRM, List.of(subscriber.id()), now.plus(CONFIRM_WITHIN));
        notices.tell(Notice.mail(
                SubscriberMails.KEY + subscriber.id() + "/confirm/" + now.toEpochMilli(),
                null,
                plan.application(),
                Recipient.of("", address),
                subscriber.language(),
                "status-confirm",
                Map.of("application", plan.name(), "link", link.toString())));
    }

    /** Reads the link of a mail without doing anything; empty if it was not made here or its subscriber is gone. */
    public Optional<Opened> open(String purpose, String token) {
        return links.read(purpose, token)
                .filter(content -> content.values().size() == 1)
                .flatMap(content -> store.find(content.values().getFirst())
                        .flatMap(subscriber -> plans.find(subscriber.application())
                                .map(plan -> new Opened(subscriber, plan, content.expired()))));
    }

    /** From now on mails go out; nothing if the link has expired or they left since. */
    @Transactional
    public Optional<Opened> confirm(String token) {
        Optional<Opened> link = open(CONFIRM, token);
        link.filter(opened -> !opened.expired())
                .ifPresent(opened -> store.confirm(opened.subscriber().id(), clock.instant()));
        return link;
    }

    /** From now on no mail goes out, and the address is forgotten. */
    @Transactional
    public Optional<Opened> leave(String token) {
        Optional<Opened> link = open(LEAVE, token);
        link.ifPresent(opened -> store.leave(opened.subscriber().id(), clock.instant()));
        return link;
    }

    private static String hash(String application, String address) {
        try {
            String text = application + "\n" + address.toLowerCase(Locale.ROOT);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
