package org.vigie.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.alert.route.AlertRouting;
import org.vigie.alert.route.Route;
import org.vigie.engine.decision.Decisions;

/** Says what a changed table would make of past alerts. Nobody is told anything. */
@Service
public class AlertReplay {

    private static final int MOST = 1000;

    private final AlertRows rows;
    private final AlertRouting routing;

    AlertReplay(AlertRows rows, AlertRouting routing) {
        this.rows = rows;
        this.routing = routing;
    }

    /**
     * What becomes of one alert.
     *
     * @param now by the table in use
     * @param then by the changed one
     */
    public record Replayed(Alert alert, Route now, Route then, boolean changed) {}

    /**
     * Of the alerts that opened between two moments, the first thousand.
     *
     * @param table the text of a changed {@code alertRouting.dmn}
     * @throws org.vigie.shared.HintedException if it cannot be read
     */
    public List<Replayed> replay(String table, Instant from, Instant to) {
        AlertRouting changed = new AlertRouting(Decisions.of(table));
        return rows.between(from, to, MOST).stream()
                .map(alert -> {
                    Route now = routing.route(alert.application(), alert.kind(), hint(alert));
                    Route then = changed.route(alert.application(), alert.kind(), hint(alert));
                    return new Replayed(alert, now, then, !now.equals(then));
                })
                .toList();
    }

    /** What its source called it shows in its severity. */
    private static @Nullable String hint(Alert alert) {
        if (alert.kind() != AlertKind.EXTERNAL) {
            return null;
        }
        return switch (alert.severity()) {
            case "critical" -> "critical";
            case "important" -> "warning";
            default -> "other";
        };
    }
}
