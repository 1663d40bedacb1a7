package org.vigie.overview.web;

import java.time.ZoneId;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.MonitorView;

/** A monitor in a list; {@code text} is what was wrong with the latest check, empty if nothing was. */
record MonitorLine(String application, String name, String kind, String state, String sign, String since, String text) {

    static MonitorLine of(MonitorView monitor, ZoneId zone, Moments moments) {
        return new MonitorLine(
                monitor.application(),
                monitor.name(),
                monitor.kind(),
                monitor.state().code(),
                sign(monitor.state()),
                moments.at(monitor.since(), zone),
                monitor.text() == null ? "" : monitor.text());
    }

    private static String sign(MonitorState state) {
        return switch (state) {
            case UP -> "up";
            case DOWN -> "down";
            case DEGRADED -> "degraded";
            case UNKNOWN, STALE -> "unknown";
            case PAUSED -> "maintenance";
        };
    }
}
