package org.vigie.trouble;

import java.time.Clock;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.audit.chain.TrailRights;

/** Looks soon after each start whether Vigie itself could change the audit trail: a trouble until it cannot. */
@Component
class AuditRightsWatch implements TroubleRetry {

    static final String KIND = "audit-rights";

    private final TrailRights rights;
    private final TroubleStore store;
    private final Clock clock;

    AuditRightsWatch(TrailRights rights, TroubleStore store, Clock clock) {
        this.rights = rights;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Scheduled(initialDelayString = "PT4M", fixedDelayString = "PT6H")
    @SchedulerLock(name = "audit-rights-watch")
    void look() {
        List<String> changeable = rights.changeable();
        if (changeable.isEmpty()) {
            store.clear(KIND, clock.instant());
            return;
        }
        store.report(
                KIND,
                KIND,
                null,
                "the account by which Vigie works could change the audit trail: " + String.join(", ", changeable),
                "Give the tables to an owner of their own, as docs/audit.md says (deploy/postgres/separate-owner), and"
                        + " start again.",
                null,
                null,
                clock.instant());
    }

    @Override
    public boolean retry(Trouble trouble) {
        look();
        return true;
    }
}
