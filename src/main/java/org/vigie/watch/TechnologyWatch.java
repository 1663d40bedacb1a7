package org.vigie.watch;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.WatchSettings;
import org.vigie.plan.WatchSettings.Feed;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;
import org.vigie.shared.GuardedExchange;
import org.vigie.shared.value.LongText;
import org.vigie.ticket.Impact;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/** Reads the feeds of a plan, keeps what concerns what the application is made of, and puts it into one ticket. */
@Component
class TechnologyWatch implements PreventiveWork {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST = 16 << 20;
    private static final int MOST_PAGES = 10;
    /** A run may be late by days; what is older was told by the one before, or is older than the watch. */
    private static final Duration NEWS = Duration.ofDays(45);

    private static final int NOT_MODIFIED = 304;
    private static final int OK = 200;
    private static final String JSON = "application/json";
    /** For the last sentence a little is kept. */
    private static final int ROOM = LongText.LONGEST - 200;

    private final WatchStore store;
    private final TicketIntake tickets;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final GuardedExchange exchange;

    @Autowired
    TechnologyWatch(WatchStore store, TicketIntake tickets, TransactionTemplate transaction, Clock clock) {
        this(store, tickets, transaction, clock, new GuardedExchange(LONGEST, GuardedExchange.OF_THE_MACHINE));
    }

    TechnologyWatch(
            WatchStore store,
            TicketIntake tickets,
            TransactionTemplate transaction,
            Clock clock,
            GuardedExchange exchange) {
        this.store = store;
        this.tickets = tickets;
        this.transaction = transaction;
        this.clock = clock;
        this.exchange = exchange;
    }

    @Override
    public String id() {
        return "technology-watch";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        WatchSettings settings = order.plan().preventive() == null
                ? null
                : order.plan().preventive().watch();
        if (settings == null || settings.feeds().isEmpty()) {
            return WorkResult.notSetUp(order.say(
                    "The plan names no feeds: add them to preventive.watch.",
                    "Le plan ne nomme aucun flux : ajoutez-les à preventive.watch."));
        }
        List<String> lines = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (Feed feed : settings.feeds()) {
            heartbeat.check();
            try {
                lines.add(feed.id() + ": " + read(order.plan().application(), settings, feed) + " new");
            } catch (UnreadableFeedException e) {
                failed.add(feed.id());
                lines.add(feed.id() + ": " + e.sentences());
            }
        }
        List<String> left = new ArrayList<>();
        Optional<Ticket> ticket = consolidate(order, left);
        lines.add(ticket.map(opened -> "ticket " + opened.id()).orElse("nothing for a ticket"));
        lines.addAll(left);
        String sentence = ticket.map(opened -> order.say(
                        "What is new stands in the ticket " + opened.id() + ".",
                        "Les nouveautés sont dans le ticket " + opened.id() + "."))
                .orElseGet(() -> order.say(
                        "Nothing new concerns the application.", "Rien de nouveau ne concerne l’application."));
        return failed.isEmpty()
                ? WorkResult.done(sentence, lines)
                : WorkResult.failed(
                        sentence + " " + order.say("Cannot be read: ", "Illisibles : ") + String.join(", ", failed)
                                + ".",
                        lines);
    }

    /** How many entries are new and concern the application. */
    private int read(String application, WatchSettings settings, Feed feed) {
        WatchStore.Validators before =
                store.validators(application, feed.id()).orElse(new WatchStore.Validators(null, null));
        Optional<Read> read = feed.packages().isEmpty() ? whole(settings, feed, before) : packages(settings, feed);
        return read.map(found -> keep(application, settings, feed, found)).orElse(0);
    }

    /** What was read of a feed. */
    private record Read(List<FeedItem> items, WatchStore.Validators validators) {}

    /** Empty if it has not changed. */
    private Optional<Read> whole(WatchSettings settings, Feed feed, WatchStore.Validators before) {
        GuardedExchange.Answer answer = get(settings, feed, before);
        if (answer.status() == NOT_MODIFIED) {
            return Optional.empty();
        }
        requireOk(answer);
        WatchStore.Validators now = new WatchStore.Validators(
                answer.header("ETag").orElse(null),
                answer.header("Last-Modified").orElse(null));
        return Optional.of(new Read(
                AdvisoryReader.isJson(answer.body())
                        ? AdvisoryReader.read(answer.body())
                        : FeedReader.read(answer.body()),
                now));
    }

    /** Asks the API of OSV for each package, page by page. */
    private Optional<Read> packages(WatchSettings settings, Feed feed) {
        List<FeedItem> items = new ArrayList<>();
        for (String each : feed.packages()) {
            Optional<String> page = Optional.of("");
            for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
                GuardedExchange.Answer answer = ask(settings, feed, AdvisoryQuery.of(each, page.get()));
                requireOk(answer);
                items.addAll(AdvisoryReader.read(answer.body()));
                page = AdvisoryQuery.nextPage(answer.body());
            }
        }
        return Optional.of(new Read(items, new WatchStore.Validators(null, null)));
    }

    private GuardedExchange.Answer ask(WatchSettings settings, Feed feed, String query) {
        try {
            return exchange.post(
                    new GuardedExchange.Post(feed.url(), Map.of("Accept", JSON), JSON, query),
                    MOST,
                    settings.allowPrivate());
        } catch (IOException e) {
            throw new UnreadableFeedException(
                    String.valueOf(e.getMessage()),
                    "Look whether the address is that of OSV, and packages are its own.");
        }
    }

    private static void requireOk(GuardedExchange.Answer answer) {
        if (answer.status() != OK) {
            throw new UnreadableFeedException(
                    "it answers with " + answer.status(), "Look where the feed has gone, and name that address.");
        }
    }

    private int keep(String application, WatchSettings settings, Feed feed, Read read) {
        Instant now = clock.instant();
        Integer added = transaction.execute(status -> {
            int count = 0;
            for (FeedItem item : read.items()) {
                if (isNew(application, settings, feed, item, now)) {
                    count++;
                }
            }
            store.read(application, feed.id(), read.validators(), now);
            return count;
        });
        return added == null ? 0 : added;
    }

    private boolean isNew(String application, WatchSettings settings, Feed feed, FeedItem item, Instant now) {
        Optional<String> matched = matched(settings, feed, item);
        if (matched.isEmpty()) {
            return false;
        }
        boolean advisory = !item.ids().isEmpty();
        if (advisory && item.published() != null && item.published().isBefore(now.minus(NEWS))) {
            return false;
        }
        return !(advisory && store.known(application, item.ids(), now))
                && store.add(application, feed.id(), item, matched.get(), now);
    }

    private GuardedExchange.Answer get(WatchSettings settings, Feed feed, WatchStore.Validators before) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Accept",
                "application/atom+xml, application/rss+xml, application/json, application/xml;q=0.9, text/xml;q=0.8");
        if (before.etag() != null) {
            headers.put("If-None-Match", before.etag());
        }
        if (before.lastModified() != null) {
            headers.put("If-Modified-Since", before.lastModified());
        }
        try {
            return exchange.get(
                    AdvisoryQuery.window(feed.url(), clock.instant().minus(NEWS), clock.instant()),
                    headers,
                    MOST,
                    settings.allowPrivate());
        } catch (IOException e) {
            throw new UnreadableFeedException(
                    String.valueOf(e.getMessage()), "Open the address in a browser and look what it gives.");
        }
    }

    /** The word by which it concerns the application. */
    private static Optional<String> matched(WatchSettings settings, Feed feed, FeedItem item) {
        if (feed.all() || !feed.packages().isEmpty()) {
            return Optional.of(feed.id());
        }
        String text = (item.title() + " " + item.summary()).toLowerCase(Locale.ROOT);
        return settings.stack().stream()
                .filter(word -> Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word.toLowerCase(Locale.ROOT))
                                + "(?![\\p{L}\\p{N}])")
                        .matcher(text)
                        .find())
                .findFirst();
    }

    /**
     * One ticket for all that none has yet.
     *
     * @param left takes the entries for which its text has no room
     */
    private Optional<Ticket> consolidate(WorkOrder order, List<String> left) {
        return Optional.ofNullable(transaction.execute(status -> {
            List<WatchStore.Kept> waiting = store.waiting(order.plan().application());
            if (waiting.isEmpty()) {
                return null;
            }
            MaintenancePlan plan = order.plan();
            Contact reader = plan.contactsWithOrAll(ContactRole.TECHNICAL_LEAD).getFirst();
            String month = order.day().toString().substring(0, "2026-11".length());
            Ticket ticket = tickets.create(new NewTicket(
                    plan.application(),
                    order.say("Technology watch (veille) of " + month, "Veille " + month),
                    text(order, waiting, left),
                    TicketType.PREVENTIVE,
                    Impact.IMPROVEMENT,
                    Set.of(),
                    new Reporter("Vigie", reader.email()),
                    TicketSource.WATCH,
                    "watch/" + order.runId() + "/" + order.turn()));
            store.consolidated(plan.application(), ticket.id());
            return ticket;
        }));
    }

    private static String text(WorkOrder order, List<WatchStore.Kept> waiting, List<String> left) {
        StringBuilder text = new StringBuilder();
        String feed = "";
        for (WatchStore.Kept kept : waiting) {
            String line = "- " + kept.title() + " (" + kept.matched() + ") " + kept.link() + "\n";
            String heading = kept.feed().equals(feed) ? "" : (text.isEmpty() ? "" : "\n") + kept.feed() + ":\n";
            if (!left.isEmpty() || text.length() + heading.length() + line.length() > ROOM) {
                left.add(kept.feed() + ": " + line.strip());
            } else {
                text.append(heading).append(line);
                feed = kept.feed();
            }
        }
        if (!left.isEmpty()) {
            text.append("\n")
                    .append(order.say(
                            "… and " + left.size() + " more, in the result of " + order.runId() + ".",
                            "… et " + left.size() + " autres, dans le résultat de " + order.runId() + "."));
        }
        return text.toString();
    }
}
