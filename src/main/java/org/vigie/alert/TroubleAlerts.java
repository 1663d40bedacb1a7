package org.vigie.alert;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.Troubles;

/**
 * Makes an alert of a trouble that nobody has ended for long: a list is read by who looks at it, and a deprecation or a ticket whose
 * process has stopped stands still until somebody does. Those who look after Vigie itself are told.
 */
@Component
class TroubleAlerts {

    static final String SOURCE = "troubles";

    /** Whoever reports these tells people besides. */
    private static final Set<String> TOLD_OTHERWISE = Set.of(
            "backup-watch",
            "operation-stands",
            "release-not-serving",
            "ticket-without-process",
            "post-mortem-without-process",
            "backlog-review-without-process");

    private static final String OPERATION_STANDS = "operation-stands:";
    private static final String OWN = "vigie";
    private static final int MOST = 500;

    private final Troubles troubles;
    private final Alerts alerts;
    private final Plans plans;
    private final Clock clock;
    private final Duration patience;
    private final String publicUrl;

    TroubleAlerts(
            Troubles troubles,
            Alerts alerts,
            Plans plans,
            Clock clock,
            @Value("${vigie.troubles.tell-after:PT30M}") Duration patience,
            @Value("${vigie.public-url:http://localhost:8090}") String publicUrl) {
        this.troubles = troubles;
        this.alerts = alerts;
        this.plans = plans;
        this.clock = clock;
        this.patience = patience;
        this.publicUrl = publicUrl;
    }

    @Scheduled(initialDelayString = "${vigie.troubles.first-look:PT10M}", fixedDelayString = "PT1M")
    @SchedulerLock(name = "trouble-alerts")
    @Transactional
    public void look() {
        Optional<String> own = Optional.of(OWN)
                .filter(id -> plans.find(id).isPresent())
                .or(() -> plans.all().stream().findFirst().map(MaintenancePlan::application));
        if (own.isEmpty()) {
            return;
        }
        List<Trouble> open = troubles.list(true, MOST, 0);
        Set<String> fingerprints = new HashSet<>();
        open.forEach(trouble -> fingerprints.add(fingerprint(trouble)));
        open.stream().filter(trouble -> isToTell(trouble, open)).forEach(trouble -> tell(trouble, own.get()));
        alerts.list(own.get(), AlertState.OPEN, null, MOST).stream()
                .filter(alert -> alert.source().equals(SOURCE) && !fingerprints.contains(alert.fingerprint()))
                .forEach(alert -> alerts.clear(alert.fingerprint(), null, SOURCE, "the trouble is over"));
    }

    private boolean isToTell(Trouble trouble, List<Trouble> open) {
        return !TOLD_OTHERWISE.contains(trouble.kind())
                && !trouble.since().plus(patience).isAfter(clock.instant())
                && open.stream().noneMatch(other -> other.key().equals(OPERATION_STANDS + trouble.subject()));
    }

    private void tell(Trouble trouble, String application) {
        alerts.raise(new AlertSignal(
                fingerprint(trouble),
                trouble.since(),
                application,
                SOURCE,
                AlertKind.STANDSTILL,
                null,
                trouble.subject() == null ? trouble.kind() : trouble.subject(),
                null,
                null,
                trouble.message() + ". " + trouble.hint(),
                trouble.link() == null ? publicUrl + "/" : trouble.link(),
                SOURCE + "/" + trouble.kind()));
    }

    private static String fingerprint(Trouble trouble) {
        return SOURCE + "/" + trouble.key();
    }
}
