package org.vigie.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.MonitorView;
import org.vigie.monitoring.check.Monitors;

/** Reminds people of monitors that somebody paused and nobody has resumed: once a week, with the news of the day. */
@Component
class PausedMonitors {

    private static final String SOURCE = "paused";

    private final Monitors monitors;
    private final Alerts alerts;
    private final Duration every;
    private final Clock clock;

    PausedMonitors(
            Monitors monitors,
            Alerts alerts,
            @Value("${vigie.alerts.remind-of-paused:P7D}") Duration every,
            Clock clock) {
        this.monitors = monitors;
        this.alerts = alerts;
        this.every = every;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT6M", fixedDelayString = "PT1H")
    @SchedulerLock(name = "paused-monitors")
    void look() {
        Instant now = clock.instant();
        monitors.list(null).stream()
                .filter(monitor -> monitor.state() == MonitorState.PAUSED && monitor.pausedBy() != null)
                .forEach(monitor -> remind(monitor, now));
    }

    private void remind(MonitorView monitor, Instant now) {
        long times = Duration.between(monitor.since(), now).dividedBy(every);
        if (times == 0) {
            return;
        }
        String paused = SOURCE + "/" + monitor.application() + "/" + monitor.id();
        alerts.news(new AlertSignal(
                paused + "/" + monitor.since().getEpochSecond() + "/" + times,
                now,
                monitor.application(),
                SOURCE,
                AlertKind.MONITOR_PAUSED,
                null,
                monitor.name(),
                null,
                null,
                "paused by " + monitor.pausedBy() + " since " + monitor.since(),
                null,
                paused));
    }
}
