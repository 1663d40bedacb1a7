package org.vigie.trouble;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.OperateLinks;
import org.vigie.engine.incident.EngineIncident;
import org.vigie.engine.incident.OpenIncidents;
import org.vigie.engine.instance.Cases;
import org.vigie.engine.webapp.DisplayThreads;
import org.vigie.trouble.TroubleStore.Tries;

/**
 * Keeps the troubles in step with the open incidents of the engine, and retries by itself what something brought about that
 * comes back: at most three times at the same place in a day, after pauses that grow.
 */
@Component
@OnEngine
class IncidentWatch {

    static final int MOST_RETRIES = 3;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(IncidentWatch.class);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String HINT_MARK = "; hint: ";
    private static final String HINT = "Look at it in Operate, mend the cause, then retry it.";

    private final OpenIncidents index;
    private final IncidentRetry retry;
    private final TroubleStore store;
    private final Cases cases;
    private final OperateLinks operate;
    private final Clock clock;
    private volatile boolean down;

    IncidentWatch(
            OpenIncidents index,
            IncidentRetry retry,
            TroubleStore store,
            Cases cases,
            OperateLinks operate,
            Clock clock) {
        this.index = index;
        this.retry = retry;
        this.store = store;
        this.cases = cases;
        this.operate = operate;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT5S", scheduler = DisplayThreads.NAME)
    @SchedulerLock(name = "incident-watch")
    void look() {
        try {
            reconcile(index.open());
            down = false;
        } catch (RuntimeException e) {
            if (!down) {
                LOG.warn("incidents cannot be watched at present: {}", e.getMessage());
            }
            down = true;
        }
    }

    private void reconcile(List<EngineIncident> incidents) {
        Map<String, EngineIncident> open = new LinkedHashMap<>();
        incidents.forEach(incident -> open.put(retry.key(incident), incident));
        Map<String, Trouble> known =
                store.open(IncidentRetry.KIND).stream().collect(Collectors.toMap(Trouble::key, Function.identity()));
        if (incidents.size() < OpenIncidents.MOST) {
            known.keySet().stream()
                    .filter(key -> !open.containsKey(key))
                    .forEach(key -> store.clear(key, clock.instant()));
        }
        open.forEach((key, incident) -> {
            if (!known.containsKey(key)) {
                report(key, incident);
            } else if (InfrastructureCause.of(incident.message())) {
                retryInTime(known.get(key), incident);
            }
        });
    }

    private void report(String key, EngineIncident incident) {
        String text = incident.message();
        int mark = text.indexOf(HINT_MARK);
        store.report(
                key,
                IncidentRetry.KIND,
                cases.of(incident.processInstanceKey()).orElse(null),
                incident.elementId() + " of " + incident.processId() + " stopped: "
                        + (mark < 0 ? text : text.substring(0, mark)),
                mark < 0 ? HINT : text.substring(mark + HINT_MARK.length()),
                operate.instance(incident.processInstanceKey()).toString(),
                place(incident),
                incident.since());
        LOG.warn("{} is a trouble: {}", key, text);
    }

    private void retryInTime(Trouble trouble, EngineIncident incident) {
        Instant now = clock.instant();
        Tries tries = store.selfRetriesAt(place(incident), now.minus(A_DAY));
        Instant last = tries.latest() == null ? trouble.since() : tries.latest();
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (2 * Math.min(tries.count(), MOST_RETRIES)));
        if (tries.count() < MOST_RETRIES && !last.plus(pause).isAfter(now) && store.beginSelfRetry(trouble, now)) {
            try {
                retry.retry(incident);
                LOG.info("{} is retried by itself", trouble.key());
            } catch (RuntimeException e) {
                store.undoSelfRetry(trouble.key());
                throw e;
            }
        }
    }

    /** What fails again after a retry is another incident at the same place. */
    private static String place(EngineIncident incident) {
        return incident.processInstanceKey() + "/" + incident.elementId();
    }
}
