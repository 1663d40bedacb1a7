package org.vigie.crisis;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.plan.MaintenancePlan;
import org.vigie.statuspage.PublicIncident;
import org.vigie.statuspage.StatusPages;

/** Until when the communication of an incident rightly tells nothing: the next text has its time, and approvers have theirs. */
@Component
class CrisisRests {

    private final CrisisStore store;
    private final StatusPages pages;

    CrisisRests(CrisisStore store, StatusPages pages) {
        this.store = store;
        this.pages = pages;
    }

    /**
     * @param moved when anything of its operation changed last
     * @return {@link Instant#MAX} while nothing more is to happen by itself; empty: nothing of it has begun
     */
    Optional<Instant> until(String id, MaintenancePlan plan, Instant moved) {
        return store.find(id).map(crisis -> {
            PublicIncident shown = pages.require(id);
            if (crisis.resolvedAt() != null) {
                // what remains is the public post-mortem, whose time ends by itself
                return shown.resolvedAt() == null ? crisis.resolvedAt() : Instant.MAX;
            }
            return store.lastTurn(id)
                    .map(turn -> until(crisis, turn, plan, shown))
                    .orElse(moved);
        });
    }

    private static Instant until(Crisis crisis, Turn turn, MaintenancePlan plan, PublicIncident shown) {
        if (turn.publishedAt() != null) {
            return plan.statusPage()
                    .crisis()
                    .rhythmOf(crisis.priority())
                    .updateEvery()
                    .after(turn.publishedAt(), plan.timeZone());
        }
        // somebody is asked, and reminded; the neutral text goes out in time
        boolean isNeutralOut = shown.updates().stream()
                .anyMatch(update -> update.text().isNeutral() && !update.at().isBefore(turn.preparedAt()));
        return turn.decided() == null && isNeutralOut ? Instant.MAX : turn.neutralAt();
    }
}
