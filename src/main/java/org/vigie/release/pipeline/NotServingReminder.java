package org.vigie.release.pipeline;

import java.time.Clock;
import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.Troubles;

/** Says once a day that a version was released and another one serves, until somebody acknowledges it or a later one serves well. */
@Component
class NotServingReminder {

    private static final Logger LOG = LoggerFactory.getLogger(NotServingReminder.class);
    private static final int MOST = 500;

    private final Troubles troubles;
    private final ReleaseNotices notices;
    private final TransactionTemplate transaction;
    private final Clock clock;

    NotServingReminder(Troubles troubles, ReleaseNotices notices, TransactionTemplate transaction, Clock clock) {
        this.troubles = troubles;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT7M", fixedDelayString = "PT15M")
    @SchedulerLock(name = "release-not-serving")
    void look() {
        troubles.list(true, MOST, 0).stream()
                .filter(trouble -> trouble.kind().equals(ReleaseEnd.TROUBLE))
                .forEach(this::remind);
    }

    private void remind(Trouble trouble) {
        long days = Duration.between(trouble.since(), clock.instant()).toDays();
        if (days == 0 || trouble.subject() == null) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> notices.tellNotServing(trouble.subject(), days));
        } catch (RuntimeException e) {
            LOG.warn("{} is not told again at present: {}", trouble.key(), e.getMessage());
        }
    }
}
