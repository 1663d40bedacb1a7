package org.vigie.trouble;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.event.EventQuarantine;
import org.vigie.engine.event.QuarantinedEvent;

/** Shows the events that cannot be read and therefore wait. */
@Component
class EventWatch implements TroubleRetry {

    static final String KIND = "event";

    private final EventQuarantine quarantine;
    private final TroubleStore store;
    private final Clock clock;

    EventWatch(EventQuarantine quarantine, TroubleStore store, Clock clock) {
        this.quarantine = quarantine;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
    @SchedulerLock(name = "event-watch")
    void look() {
        Map<String, QuarantinedEvent> waiting =
                quarantine.list().stream().collect(Collectors.toMap(EventWatch::key, Function.identity()));
        waiting.forEach(this::report);
        store.open(KIND).stream()
                .map(Trouble::key)
                .filter(key -> !waiting.containsKey(key))
                .forEach(key -> store.clear(key, clock.instant()));
    }

    private void report(String key, QuarantinedEvent event) {
        // rows of earlier versions name a class
        String type = event.eventType().substring(event.eventType().lastIndexOf('.') + 1);
        store.report(
                key,
                KIND,
                null,
                "an event " + type + " of " + event.publicationDate() + " cannot be read: " + event.reason(),
                "Start a version of Vigie that can read it: it is then delivered by itself.",
                null,
                null,
                event.quarantinedAt());
    }

    private static String key(QuarantinedEvent event) {
        return KIND + "-" + event.id();
    }

    @Override
    public boolean retry(Trouble trouble) {
        UUID id = UUID.fromString(trouble.key().substring(KIND.length() + 1));
        boolean waits = quarantine.list().stream().anyMatch(event -> event.id().equals(id));
        if (waits) {
            quarantine.release(id);
        }
        return waits;
    }
}
