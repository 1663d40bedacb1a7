package org.vigie.sla;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.vigie.shared.NotFoundException;
import org.vigie.sla.clock.TargetClock;

/** Reads the clocks of tickets. */
@Service
public class SlaReadings {

    private final SlaClockStore store;
    private final Clock clock;

    SlaReadings(SlaClockStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What the clocks of a ticket show now, the response first.
     *
     * @throws NotFoundException if the ticket has no clocks
     */
    public List<SlaReading> of(String ticketId) {
        Instant now = clock.instant();
        List<SlaReading> readings =
                store.of(ticketId).stream().map(stored -> reading(stored, now)).toList();
        if (readings.isEmpty()) {
            throw new NotFoundException(
                    "there is no ticket " + ticketId + " with SLA clocks", "List the tickets with GET /api/tickets.");
        }
        return readings;
    }

    /** What each of these tickets has to meet next, the response before the resolution; none where nothing is left. */
    public Map<String, NextTarget> nextOf(Collection<String> ticketIds) {
        Map<String, NextTarget> next = new HashMap<>();
        store.running(ticketIds).forEach(clock -> next.putIfAbsent(clock.ticketId(), NextTarget.of(clock)));
        return next;
    }

    /** How pressing the promises of a ticket are that are not met yet. */
    public SlaUrgency urgencyOf(String ticketId) {
        return store.of(ticketId).stream()
                .filter(stored -> stored.state() != TargetClock.State.STOPPED)
                .map(SlaUrgency::of)
                .max(SlaUrgency::compareTo)
                .orElse(SlaUrgency.IN_TIME);
    }

    private SlaReading reading(ClockRecord stored, Instant now) {
        TargetClock target = TargetClock.of(store.events(stored.ticketId(), stored.target()));
        return new SlaReading(
                stored.target(),
                target.reading(now),
                stored.warnAt(),
                stored.stoppedAt(),
                stored.warnedAt(),
                stored.breachedAt(),
                target.ledger(now));
    }
}
