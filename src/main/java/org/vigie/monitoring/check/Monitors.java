package org.vigie.monitoring.check;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.monitoring.CheckStateChanged;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.MonitorView;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;

/** What is watched, and its rest. */
@Service
public class Monitors {

    private final MonitorRows rows;
    private final Periods periods;
    private final Plans plans;
    private final List<Probe> probes;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Monitors(
            MonitorRows rows,
            Periods periods,
            Plans plans,
            List<Probe> probes,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.periods = periods;
        this.plans = plans;
        this.probes = probes;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** All monitors, or those of an application, by name. */
    public List<MonitorView> list(@Nullable String application) {
        return rows.list(application).stream().map(this::view).toList();
    }

    /** Whether a monitor has failed, also where that is not confirmed yet. */
    public boolean isFailing(String application, String id) {
        return rows.list(application).stream()
                .filter(row -> row.id().equals(id))
                .map(MonitorRows.Row::progress)
                .anyMatch(progress -> progress.state() == MonitorState.DOWN || progress.next() == MonitorState.DOWN);
    }

    /** The state of one monitor; empty if it is not watched. */
    public Optional<MonitorState> state(String application, String id) {
        return rows.list(application).stream()
                .filter(row -> row.id().equals(id))
                .map(row -> row.progress().state())
                .findFirst();
    }

    /** Has it checked at once, as somebody has a reason to; nothing if it rests or is not watched. */
    @Transactional
    public void lookNow(String application, String id) {
        rows.hurry(application, List.of(id), clock.instant());
    }

    /**
     * Lets a monitor rest until somebody resumes it. It is shown as paused, alerts nobody and does not count as uptime.
     *
     * @throws ConflictException if it rests already
     */
    @Transactional
    public void pause(String application, String id, String account) {
        MonitorRows.Row row = require(application, id);
        if (row.progress().state() == MonitorState.PAUSED) {
            throw new ConflictException("the monitor is paused by " + row.pausedBy(), "Resume it first.");
        }
        change(row, MonitorState.PAUSED, "paused by " + account, account, "monitor paused");
    }

    /**
     * Has a monitor that rests checked again, at once.
     *
     * @throws ConflictException if it does not rest
     */
    @Transactional
    public void resume(String application, String id, String account) {
        MonitorRows.Row row = require(application, id);
        if (row.progress().state() != MonitorState.PAUSED) {
            throw new ConflictException("the monitor is not paused", "Nothing to do.");
        }
        change(row, MonitorState.UNKNOWN, "not checked yet", account, "monitor resumed");
    }

    private void change(MonitorRows.Row row, MonitorState state, String text, String account, String action) {
        Instant now = clock.instant();
        rows.set(row.application(), row.id(), state, text, state == MonitorState.PAUSED ? account : null, now);
        long period = periods.begin(row.application(), row.id(), state, null, now);
        audit.add(new AuditEntry(row.application() + "/monitor/" + row.id(), now, account, action, Map.of()));
        events.publishEvent(new CheckStateChanged(
                row.application(), row.id(), period, row.progress().state(), state, null, null, text, now));
    }

    private MonitorRows.Row require(String application, String id) {
        return rows.lock(application, id)
                .orElseThrow(() -> new NotFoundException(
                        "there is no monitor " + id + " of " + application, "List them with GET /api/monitors."));
    }

    private MonitorView view(MonitorRows.Row row) {
        MonitorSettings settings = plans.find(row.application())
                .flatMap(plan -> plan.monitoring().monitor(row.id()))
                .orElse(null);
        Progress progress = row.progress();
        boolean paused = progress.state() == MonitorState.PAUSED;
        return new MonitorView(
                row.application(),
                row.id(),
                settings == null ? row.id() : settings.name(),
                settings == null ? "unknown" : kind(settings),
                progress.state(),
                progress.cause(),
                row.text(),
                progress.since(),
                progress.count(),
                row.lastCheckedAt(),
                paused ? null : row.dueAt(),
                row.pausedBy(),
                row.result());
    }

    private String kind(MonitorSettings settings) {
        return probes.stream()
                .filter(probe -> probe.watches(settings))
                .map(Probe::kind)
                .findFirst()
                .orElse("unknown");
    }
}
