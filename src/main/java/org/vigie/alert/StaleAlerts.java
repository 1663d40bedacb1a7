package org.vigie.alert;

import java.time.Duration;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Alerts of other programs that nobody speaks of any more. A stale one is not over, and holds up no new occurrence. */
@Component
class StaleAlerts {

    private static final String SOURCE = "stale";

    private final Alerts alerts;
    private final TransactionTemplate transaction;
    private final Duration silence;

    StaleAlerts(
            Alerts alerts,
            TransactionTemplate transaction,
            @Value("${vigie.alerts.stale-after:P1D}") Duration silence) {
        this.alerts = alerts;
        this.transaction = transaction;
        this.silence = silence;
    }

    /** Nothing but a person can find out whether they are over: people are asked with the news of the day. */
    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT15M")
    @SchedulerLock(name = "stale-alerts")
    void look() {
        // UptimeRobot speaks once of each change and never again
        transaction.executeWithoutResult(
                status -> alerts.becomeStale(List.of("alertmanager"), silence).forEach(this::ask));
    }

    private void ask(Alert stale) {
        String fingerprint = SOURCE + "/" + stale.id();
        alerts.news(new AlertSignal(
                fingerprint,
                stale.lastSeenAt(),
                stale.application(),
                SOURCE,
                AlertKind.ALERT_STALE,
                null,
                stale.component(),
                null,
                null,
                "alert " + stale.id() + " (" + stale.title() + ") was last spoken of at " + stale.lastSeenAt(),
                stale.link(),
                fingerprint));
    }
}
