package org.vigie.monitoring.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.monitoring.CheckReported;
import org.vigie.monitoring.CheckStateChanged;
import org.vigie.monitoring.MonitorState;
import org.vigie.plan.MonitorSettings;
import org.vigie.shared.StoredJson;

/** Takes what checks tell into the states of monitors. */
@Service
class CheckReports {

    /** What a check may be late before nobody can say how things were meanwhile. */
    private static final Duration LATE = Duration.ofMinutes(2);

    /** Cause of what was never up and may be quiet until then. */
    private static final String AWAITED = "not-up-yet";

    private final MonitorRows rows;
    private final Periods periods;
    private final StoredJson json;
    private final ApplicationEventPublisher events;

    CheckReports(MonitorRows rows, Periods periods, StoredJson json, ApplicationEventPublisher events) {
        this.rows = rows;
        this.periods = periods;
        this.json = json;
        this.events = events;
    }

    /** Nothing, if the monitor was paused meanwhile or another attempt has it. */
    @Transactional
    public void report(Claimed claimed, MonitorSettings monitor, Observation found, Instant at) {
        MonitorRows.Row row = rows.lock(claimed).orElse(null);
        if (row == null || row.progress().state() == MonitorState.PAUSED) {
            return;
        }
        Observation seen = awaited(claimed, monitor, found);
        Progress before = row.progress();
        Instant unwatchedSince = noteGap(row, monitor, at);
        Progress after = before.after(seen, monitor.confirmations(), at);
        rows.report(
                claimed, after, seen, at, at.plus(after.isHurried() ? monitor.retryInterval() : monitor.interval()));
        periods.sample(claimed, at, seen, json.write(seen.measures()));
        if (after.next() == MonitorState.DOWN
                && after.count() == 1
                && !monitor.dependsOn().isEmpty()) {
            rows.hurry(claimed.application(), monitor.dependsOn(), at);
        }
        tellChange(claimed, before, after, seen);
        events.publishEvent(new CheckReported(
                claimed.application(), claimed.id(), seen.state(), seen.millis(), at, unwatchedSince));
    }

    /** What is not well and never was is not there yet, if the plan says so: it is awaited, not down. */
    private Observation awaited(Claimed claimed, MonitorSettings monitor, Observation found) {
        boolean quiet = monitor.quietUntilUp()
                && found.state() != MonitorState.UP
                && !periods.wasUp(claimed.application(), claimed.id());
        return quiet
                ? new Observation(
                        MonitorState.UNKNOWN,
                        AWAITED,
                        null,
                        "it was not up yet: " + found.text(),
                        found.millis(),
                        found.measures(),
                        found.memory())
                : found;
    }

    private void tellChange(Claimed claimed, Progress before, Progress after, Observation seen) {
        boolean otherState = before.state() != after.state();
        if (!otherState
                && Objects.equals(before.cause(), after.cause())
                && Objects.equals(before.subject(), after.subject())) {
            return;
        }
        long period = otherState
                ? periods.begin(claimed.application(), claimed.id(), after.state(), after.cause(), after.since())
                : periods.running(claimed.application(), claimed.id());
        events.publishEvent(new CheckStateChanged(
                claimed.application(),
                claimed.id(),
                period,
                before.state(),
                after.state(),
                after.cause(),
                after.subject(),
                seen.text(),
                after.since()));
    }

    /**
     * The time in which no Vigie looked is nobody's uptime.
     *
     * @return since when none did; null if one did
     */
    private @Nullable Instant noteGap(MonitorRows.Row row, MonitorSettings monitor, Instant now) {
        Instant last = row.lastCheckedAt();
        if (last == null || row.progress().state() == MonitorState.UNKNOWN) {
            return null;
        }
        Instant expected = last.plus(monitor.interval());
        if (expected.plus(monitor.interval()).plus(LATE).isBefore(now)) {
            periods.begin(row.application(), row.id(), MonitorState.STALE, null, expected);
            periods.begin(
                    row.application(),
                    row.id(),
                    row.progress().state(),
                    row.progress().cause(),
                    now);
            return expected;
        }
        return null;
    }
}
