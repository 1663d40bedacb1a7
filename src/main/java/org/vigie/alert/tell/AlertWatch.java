package org.vigie.alert.tell;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.alert.AlertGroups;
import org.vigie.shared.SweepLock;

/** Tells what was to wait, when its time has come; each group in a transaction of its own. */
@Component
public class AlertWatch {

    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);

    private final AlertGroups groups;
    private final Announcer announcer;
    private final SweepLock lock;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AlertWatch(
            AlertGroups groups,
            Announcer announcer,
            SweepLock lock,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.groups = groups;
        this.announcer = announcer;
        this.lock = lock;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${vigie.alerts.poll-interval:PT2S}")
    public void tellWhatIsDue() {
        lock.whenever("alert-watch", () -> !groups.due(clock.instant()).isEmpty(), this::tell);
    }

    private void tell() {
        for (long group : groups.due(clock.instant())) {
            try {
                transaction.executeWithoutResult(status -> announcer.consider(group));
            } catch (RuntimeException e) {
                LOG.warn("alerts of group {} are told later: {}", group, e.getMessage());
            }
        }
    }
}
