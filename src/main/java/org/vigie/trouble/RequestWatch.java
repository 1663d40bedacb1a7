package org.vigie.trouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.engine.request.UnseenRequest;

/**
 * Shows requests that no process has seen for long. Those that the engine did not even take are one trouble together: not
 * they, but the engine needs looking at.
 */
@Component
class RequestWatch implements TroubleRetry {

    static final String KIND = "request";
    static final Duration LONG = Duration.ofMinutes(5);

    private static final String UNSENT = "requests-not-sent";

    private final ProcessRequests requests;
    private final TroubleStore store;
    private final Clock clock;

    RequestWatch(ProcessRequests requests, TroubleStore store, Clock clock) {
        this.requests = requests;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
    @SchedulerLock(name = "request-watch")
    void look() {
        List<UnseenRequest> stuck = requests.stuck(LONG);
        List<UnseenRequest> unsent =
                stuck.stream().filter(request -> request.sent() == 0).toList();
        if (!unsent.isEmpty()) {
            reportUnsent(unsent);
        }
        stuck.stream().filter(request -> request.sent() > 0).forEach(this::report);
        Set<String> open = stuck.stream().map(RequestWatch::key).collect(Collectors.toSet());
        store.open(KIND).stream()
                .map(Trouble::key)
                .filter(key -> !open.contains(key))
                .forEach(key -> store.clear(key, clock.instant()));
    }

    private void reportUnsent(List<UnseenRequest> unsent) {
        UnseenRequest oldest = unsent.getFirst();
        store.report(
                UNSENT,
                KIND,
                null,
                unsent.size() + " requests wait for the engine, the oldest since " + oldest.requestedAt()
                        + (oldest.lastError() == null ? "" : ": " + oldest.lastError()),
                "Check that the engine runs; they are sent when it is back.",
                null,
                null,
                clock.instant());
    }

    private void report(UnseenRequest stuck) {
        store.report(
                key(stuck),
                KIND,
                stuck.request().caseId(),
                stuck.request().message() + " of " + stuck.requestedAt() + " has not reached its process",
                "Look in Operate whether the process stands at an incident; a retry sends it at once.",
                null,
                null,
                clock.instant());
    }

    private static String key(UnseenRequest stuck) {
        return stuck.sent() == 0
                ? UNSENT
                : KIND + "-" + UUID.nameUUIDFromBytes(stuck.request().id().getBytes(UTF_8));
    }

    @Override
    public boolean retry(Trouble trouble) {
        List<String> affected = requests.stuck(LONG).stream()
                .filter(stuck -> key(stuck).equals(trouble.key()))
                .map(stuck -> stuck.request().caseId())
                .distinct()
                .toList();
        affected.forEach(requests::sendAgain);
        return !affected.isEmpty();
    }
}
