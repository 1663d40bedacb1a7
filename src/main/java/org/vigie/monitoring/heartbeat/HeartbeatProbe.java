package org.vigie.monitoring.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Probe;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.MonitorSettings;

/** Watches whether reports from outside come in time. */
@Component
class HeartbeatProbe implements Probe {

    private static final String SINCE = "since";

    private final Heartbeats heartbeats;

    HeartbeatProbe(Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
    }

    @Override
    public String kind() {
        return "heartbeat";
    }

    @Override
    public boolean watches(MonitorSettings monitor) {
        return monitor.heartbeat() != null;
    }

    @Override
    public Observation probe(Target target) {
        MonitorSettings monitor = target.monitor();
        long since = target.remembered(SINCE, target.now().getEpochSecond());
        Instant waitedFor =
                heartbeats.last(target.plan().application(), monitor.id()).orElse(Instant.ofEpochSecond(since));
        Duration allowed =
                monitor.every().toDuration().plus(monitor.heartbeat().grace().toDuration());
        boolean never = waitedFor.equals(Instant.ofEpochSecond(since));
        Observation seen = waitedFor.plus(allowed).isBefore(target.now())
                ? Observation.down("heartbeat-missed", "no report came since " + waitedFor)
                : never
                        ? Observation.unknown("heartbeat-awaited", "the first report is awaited")
                        : Observation.up("the last report came at " + waitedFor);
        return seen.remembering(Map.of(SINCE, since));
    }
}
