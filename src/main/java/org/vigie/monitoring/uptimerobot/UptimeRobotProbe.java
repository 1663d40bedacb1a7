package org.vigie.monitoring.uptimerobot;

import java.net.InetAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Probe;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.UptimeRobotSettings;
import org.vigie.shared.GuardedExchange;
import org.vigie.shared.HintedException;

/** Tells what UptimeRobot sees of a monitor there. */
@Component
class UptimeRobotProbe implements Probe {

    private static final String UNREADABLE = "watcher-unreadable";

    private final UptimeRobotProperties properties;
    private final GuardedExchange exchange;
    private final Clock clock;
    private final Map<String, UptimeRobotAccount> accounts = new ConcurrentHashMap<>();

    UptimeRobotProbe(UptimeRobotProperties properties, Clock clock) {
        this.properties = properties;
        this.exchange = new GuardedExchange(properties.timeout(), InetAddress::getAllByName);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "uptimeRobot";
    }

    @Override
    public boolean watches(MonitorSettings monitor) {
        return monitor.uptimeRobot() != null;
    }

    @Override
    public Observation probe(Target target) {
        UptimeRobotSettings settings = target.monitor().uptimeRobot();
        try {
            Optional<String> key = settings.keyFrom().read();
            if (key.isEmpty()) {
                return Observation.unknown(UNREADABLE, "nothing is in " + settings.keyFrom());
            }
            return accounts.computeIfAbsent(
                            key.get(), known -> new UptimeRobotAccount(known, properties, exchange, clock))
                    .monitor(settings.monitor(), target.dueAt())
                    .map(UptimeRobotProbe::observation)
                    .orElseGet(() -> Observation.unknown(
                            "watcher-without-monitor",
                            "the account at UptimeRobot has no monitor " + settings.monitor()));
        } catch (HintedException e) {
            return Observation.unknown(UNREADABLE, e.fact());
        } catch (UnreadableException e) {
            return Observation.unknown(UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static Observation observation(SeenElsewhere seen) {
        String name = seen.name().isBlank() ? "monitor " + seen.id() : seen.name();
        return switch (seen.meaning()) {
            case UP -> Observation.up("UptimeRobot sees " + name + " up");
            case DOWN -> Observation.down("watcher-down", "UptimeRobot sees " + name + " down");
            case LOOKS_DOWN ->
                Observation.down("watcher-down", "UptimeRobot takes " + name + " for down and looks again");
            case AWAITED -> Observation.unknown("watcher-awaited", "UptimeRobot has not looked at " + name + " yet");
            case PAUSED -> Observation.unknown("watcher-paused", name + " is paused at UptimeRobot");
            case OTHER ->
                Observation.unknown(
                        UNREADABLE,
                        "UptimeRobot calls " + name + " " + seen.status() + ", which says nothing to this version");
        };
    }
}
