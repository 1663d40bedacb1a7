package org.vigie.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.alert.route.AlertRouting;
import org.vigie.alert.route.Route;
import org.vigie.alert.tell.Announcer;
import org.vigie.monitoring.window.MaintenanceWindows;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;

/** Opens and closes alerts. What happens to an alert and what people are told of it are one transaction. */
@Service
public class Alerts {

    private static final LocalTime DIGEST_AT = LocalTime.of(8, 0);

    private final AlertRows rows;
    private final AlertGroups groups;
    private final AlertRouting routing;
    private final Announcer announcer;
    private final MaintenanceWindows windows;
    private final Plans plans;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Alerts(
            AlertRows rows,
            AlertGroups groups,
            AlertRouting routing,
            Announcer announcer,
            MaintenanceWindows windows,
            Plans plans,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.groups = groups;
        this.routing = routing;
        this.announcer = announcer;
        this.windows = windows;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** Takes a signal; people are told as the table says. One that was taken before changes nothing. */
    @Transactional
    public void raise(AlertSignal signal) {
        raiseQuietly(signal).ifPresent(announcer::consider);
    }

    /**
     * Says that what a source saw is over. Nothing happens if no alert of it is open, or if another source opened it.
     *
     * @param startsAt of the occurrence; null: whichever is open
     * @param text why it is over, for its explanation
     */
    @Transactional
    public void clear(String fingerprint, @Nullable Instant startsAt, String source, String text) {
        clearQuietly(fingerprint, startsAt, source, text).ifPresent(announcer::consider);
    }

    /**
     * As {@link #raise}, without telling anybody yet: for many of a group.
     *
     * @return the group to tell of; empty if nothing changed
     */
    @Transactional
    public Optional<Long> raiseQuietly(AlertSignal signal) {
        rows.lock(signal.fingerprint());
        Instant now = clock.instant();
        Optional<Alert> latest = rows.latest(signal.fingerprint());
        if (latest.isEmpty()) {
            return Optional.of(open(signal, now));
        }
        Alert alert = latest.get();
        boolean own = signal.source().equals(MonitorAlerts.SOURCE);
        if (alert.state() == AlertState.OPEN && (own || alert.startsAt().equals(signal.startsAt()))) {
            return again(alert, signal, now);
        }
        if (own
                && alert.closedAt() != null
                && alert.closedAt().plus(AlertGroups.REOPEN_WITHIN).isAfter(now)) {
            return Optional.of(reopen(alert, signal, now));
        }
        Instant ended = alert.closedAt() == null ? alert.startsAt() : alert.closedAt();
        if (!own && !signal.startsAt().isAfter(alert.state() == AlertState.CLOSED ? ended : alert.startsAt())) {
            rows.note(alert.id(), "a late report of " + signal.startsAt() + " came; nothing follows from it", now);
            return Optional.empty();
        }
        if (alert.state() != AlertState.CLOSED) {
            // its end was never reported, and this is another occurrence
            close(alert, "its source reports a later occurrence", now);
        }
        return Optional.of(open(signal, now));
    }

    /** As {@link #clear}, without telling anybody yet. */
    @Transactional
    public Optional<Long> clearQuietly(String fingerprint, @Nullable Instant startsAt, String source, String text) {
        rows.lock(fingerprint);
        Optional<Alert> found = startsAt == null ? rows.latest(fingerprint) : rows.find(fingerprint, startsAt);
        Optional<Alert> open = found.filter(alert -> alert.state() != AlertState.CLOSED)
                .filter(alert -> alert.source().equals(source));
        open.ifPresent(alert -> close(alert, text, clock.instant()));
        return open.map(Alert::groupId);
    }

    /** When the open occurrence began; empty: none is open. */
    public Optional<Instant> openSince(String fingerprint) {
        return rows.latest(fingerprint)
                .filter(alert -> alert.state() == AlertState.OPEN)
                .map(Alert::startsAt);
    }

    /** Tells what is to be told of a group, after quiet changes. */
    @Transactional
    public void tell(long group) {
        announcer.consider(group);
    }

    /**
     * Something that is good to know and has no end: it is told as the table says, once, and is over at once.
     *
     * @return false if it was taken before
     */
    @Transactional
    public boolean news(AlertSignal signal) {
        rows.lock(signal.fingerprint());
        if (rows.latest(signal.fingerprint()).isPresent()) {
            return false;
        }
        Instant now = clock.instant();
        long group = open(signal, now);
        rows.latest(signal.fingerprint()).ifPresent(alert -> close(alert, "it is news, and has no end", now));
        announcer.consider(group);
        return true;
    }

    /** Alerts, newest first. */
    public List<Alert> list(
            @Nullable String application, @Nullable AlertState state, @Nullable Long before, int limit) {
        return rows.list(application, state, before, limit);
    }

    /** Those that are open and critical, oldest first. */
    public List<Alert> openCritical() {
        return rows.openCritical();
    }

    /** Those of these that are not over, oldest first; a stale one is not. */
    public List<Alert> notOver(List<Long> ids) {
        return rows.notOver(ids);
    }

    /** Those with these ids, oldest first. */
    public List<Alert> all(List<Long> ids) {
        return rows.all(ids);
    }

    /**
     * The alert with this id.
     *
     * @throws NotFoundException if there is none
     */
    public Alert get(long id) {
        return rows.find(id)
                .orElseThrow(() -> new NotFoundException("there is no alert " + id, "List them with GET /api/alerts."));
    }

    /**
     * Those of these sources that nobody has spoken of for so long become stale: nobody knows whether they are over.
     *
     * @return them
     */
    @Transactional
    public List<Alert> becomeStale(List<String> sources, Duration silence) {
        Instant now = clock.instant();
        List<Alert> stale = rows.becomeStale(sources, now.minus(silence));
        stale.forEach(alert -> rows.note(
                alert.id(), "its source has not spoken of it since " + alert.lastSeenAt() + "; it is stale", now));
        return stale;
    }

    private long open(AlertSignal signal, Instant now) {
        Route route = routing.route(signal.application(), signal.kind(), signal.hint());
        String key = route.digest() ? "digest" : signal.group();
        // two that begin at once find or make the same group
        rows.lock("group/" + signal.application() + "/" + key);
        AlertGroup group = groups.joinable(signal.application(), key, now)
                .filter(found -> !found.digest() || found.tellAt().isAfter(now))
                .map(found -> join(found, route, now))
                .orElseGet(() -> newGroup(signal.application(), key, route, now));
        Alert alert = rows.insert(signal, group.id(), route, title(signal), now);
        rows.note(alert.id(), opening(alert, route, group), now);
        publish(alert, now);
        return group.id();
    }

    private AlertGroup newGroup(String application, String key, Route route, Instant now) {
        groups.retire(application, key);
        return groups.insert(application, key, route, tellAt(application, route, now), now.plus(route.deadline()), now);
    }

    private AlertGroup join(AlertGroup group, Route route, Instant now) {
        boolean again = groups.firing(group.id()) == 0;
        if (Route.isWorse(route.severity(), group.severity())) {
            groups.worsen(group.id(), route, tellAt(group.application(), route, now), now.plus(route.deadline()));
        }
        groups.changed(group.id(), again, now);
        return group;
    }

    /** Something that is known comes again, perhaps with another cause. */
    private Optional<Long> again(Alert alert, AlertSignal signal, Instant now) {
        Route route = routing.route(signal.application(), signal.kind(), signal.hint());
        if (alert.kind() == signal.kind()
                && alert.text().equals(signal.text())
                && alert.severity().equals(route.severity())) {
            rows.seen(alert.id(), now);
            return Optional.empty();
        }
        rows.change(alert.id(), signal, route, title(signal), now);
        AlertGroup group = groups.lock(alert.groupId());
        if (Route.isWorse(route.severity(), group.severity())) {
            groups.worsen(group.id(), route, tellAt(group.application(), route, now), now.plus(route.deadline()));
        }
        if (alert.kind() != signal.kind()) {
            rows.note(
                    alert.id(),
                    "it became " + signal.kind().code() + ": " + signal.text() + " (" + route.rule() + ")",
                    now);
        }
        return Optional.of(alert.groupId());
    }

    private long reopen(Alert alert, AlertSignal signal, Instant now) {
        Route route = routing.route(signal.application(), signal.kind(), signal.hint());
        rows.reopen(alert.id(), now);
        rows.change(alert.id(), signal, route, title(signal), now);
        groups.lock(alert.groupId());
        groups.changed(alert.groupId(), groups.firing(alert.groupId()) == 1, now);
        rows.note(alert.id(), "it began again: " + signal.text(), now);
        publish(get(alert.id()), now);
        return alert.groupId();
    }

    private void close(Alert alert, String text, Instant now) {
        groups.lock(alert.groupId());
        rows.close(alert.id(), now);
        groups.changed(alert.groupId(), false, now);
        rows.note(alert.id(), "it is over: " + text, now);
        events.publishEvent(new AlertClosed(alert.id(), alert.groupId(), alert.application(), alert.kind(), now));
    }

    private void publish(Alert alert, Instant now) {
        events.publishEvent(new AlertOpened(
                alert.id(),
                alert.groupId(),
                alert.application(),
                alert.kind(),
                alert.severity(),
                alert.component(),
                alert.monitor(),
                alert.startsAt(),
                windows.active(alert.application(), alert.monitor(), now).isPresent()));
    }

    /** Once a day at eight in the morning, and in any case before the deadline: a day may have 25 hours. */
    private Instant tellAt(String application, Route route, Instant now) {
        if (!route.digest()) {
            return now.plus(route.delay());
        }
        ZoneId zone = plans.find(application).map(plan -> plan.timeZone()).orElse(ZoneId.of("UTC"));
        ZonedDateTime today = now.atZone(zone).with(DIGEST_AT);
        Instant next = (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
        Instant deadline = now.plus(route.deadline());
        return next.isBefore(deadline) ? next : deadline;
    }

    private static String title(AlertSignal signal) {
        return signal.title() == null ? AlertTexts.of(signal.kind(), Locale.ENGLISH) : signal.title();
    }

    private static String opening(Alert alert, Route route, AlertGroup group) {
        return "%s says: %s. Rule %s of alertRouting makes %s %s, by %s, %s. It is told with group %d."
                .formatted(
                        alert.source(),
                        alert.text(),
                        route.rule(),
                        alert.kind().code(),
                        route.severity(),
                        String.join(", ", route.channels()),
                        route.digest() ? "once a day" : "after " + route.delay(),
                        group.id());
    }
}
