package org.vigie.trouble;

import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.platform.display.DisplayWatch;
import org.vigie.platform.display.Standstill;

/** Shows that Operate or Tasklist show nothing new. */
@Component
class DisplayTroubles {

    private static final String KIND = "display";

    private final ObjectProvider<DisplayWatch> watch;
    private final TroubleStore store;
    private final Clock clock;

    DisplayTroubles(ObjectProvider<DisplayWatch> watch, TroubleStore store, Clock clock) {
        this.watch = watch;
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT8S", fixedDelayString = "PT8S")
    @SchedulerLock(name = "display-troubles")
    void look() {
        watch.ifAvailable(display -> {
            display.standing().forEach(this::report);
            Set<String> still =
                    display.standing().stream().map(DisplayTroubles::key).collect(Collectors.toSet());
            store.open(KIND).stream()
                    .map(Trouble::key)
                    .filter(key -> !still.contains(key))
                    .forEach(key -> store.clear(key, clock.instant()));
        });
    }

    private void report(Standstill standstill) {
        store.report(
                key(standstill),
                KIND,
                null,
                standstill.part() + " has stood still since " + standstill.since() + " (" + standstill.detail()
                        + "): Operate and Tasklist show nothing new",
                "Look into data/logs for what it says; tickets, clocks and mails go on meanwhile.",
                null,
                null,
                clock.instant());
    }

    private static String key(Standstill standstill) {
        return KIND + "-" + standstill.part().toLowerCase(Locale.ROOT);
    }
}
