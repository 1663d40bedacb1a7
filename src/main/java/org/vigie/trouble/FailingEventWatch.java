package org.vigie.trouble;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.event.FailingEvents;
import org.vigie.engine.event.FailingEvents.FailingEvent;

/** Shows the events that fail for so long that it is no outage any more. */
@Component
class FailingEventWatch implements TroubleRetry {

    static final String KIND = "event-failing";
    static final Duration LONG = Duration.ofHours(2);
    static final int OFTEN = 5;

    private final FailingEvents events;
    private final TroubleStore store;
    private final Clock clock;

    FailingEventWatch(FailingEvents events, TroubleStore store, Clock clock) {
        this.events = events;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    @SchedulerLock(name = "failing-event-watch")
    void look() {
        Map<String, FailingEvent> failing = events.list(LONG, OFTEN).stream()
                .collect(Collectors.toMap(FailingEventWatch::key, Function.identity()));
        failing.forEach(this::report);
        store.open(KIND).stream()
                .map(Trouble::key)
                .filter(key -> !failing.containsKey(key))
                .forEach(key -> store.clear(key, clock.instant()));
    }

    private void report(String key, FailingEvent event) {
        store.report(
                key,
                KIND,
                null,
                event.listenerId() + " fails at " + event.eventType() + " since " + event.publicationDate()
                        + (event.lastError() == null ? "" : ": " + event.lastError()),
                "It comes again every quarter of an hour; remove the cause, or report it as a fault of Vigie.",
                null,
                null,
                clock.instant());
    }

    private static String key(FailingEvent event) {
        return KIND + "-" + event.id();
    }

    @Override
    public boolean retry(Trouble trouble) {
        return events.deliverAtOnce(UUID.fromString(trouble.key().substring(KIND.length() + 1)));
    }
}
