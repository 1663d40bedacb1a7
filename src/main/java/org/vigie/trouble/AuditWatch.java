package org.vigie.trouble;

import java.time.Clock;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.audit.chain.AuditChain;
import org.vigie.audit.chain.ChainVerification;

/** Verifies the audit trail soon after each start and every six hours: what does not hold is a trouble until it does. */
@Component
class AuditWatch implements TroubleRetry {

    static final String KIND = "audit";

    private final AuditChain chain;
    private final TroubleStore store;
    private final Clock clock;

    AuditWatch(AuditChain chain, TroubleStore store, Clock clock) {
        this.chain = chain;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT6H")
    @SchedulerLock(name = "audit-watch")
    void look() {
        ChainVerification found = chain.verify();
        if (found.intact()) {
            store.clear(KIND, clock.instant());
            return;
        }
        ChainVerification.Finding first = found.findings().getFirst();
        store.report(
                KIND,
                KIND,
                null,
                "the audit trail is not what Vigie wrote: " + first.detail()
                        + (first.entry() == null ? "" : " (entry " + first.entry() + ")"),
                "Find out who wrote to the database; GET /api/audit/verification lists all findings (docs/audit.md).",
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
