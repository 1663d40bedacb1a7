package org.vigie.incident.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.event.AfterCommit;
import org.vigie.monitoring.CheckReported;
import org.vigie.monitoring.CheckStateChanged;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.MonitorView;
import org.vigie.monitoring.check.Monitors;
import org.vigie.monitoring.window.MaintenanceWindows;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.Plans;
import org.vigie.plan.StatusPageSettings;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.StatusPages;

/**
 * Shows on the status page what the monitors of its components tell, as soon as it is confirmed and without asking anybody. What is
 * not watched, or was not in time, is claimed by nobody, and so is what was never up. Thread-safe.
 */
@Component
public class CheckedComponents {

    private static final String SOURCE = "check/";
    private static final Duration LATE = Duration.ofMinutes(2);
    private static final Set<String> AWAITED = Set.of("heartbeat-awaited", "not-up-yet");

    /** What people who run it see to before their users notice. */
    private static final Set<String> UNNOTICED = Set.of("certificate-expiring");

    private final Monitors monitors;
    private final MaintenanceWindows windows;
    private final StatusPages pages;
    private final Plans plans;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Instant begun;

    CheckedComponents(
            Monitors monitors,
            MaintenanceWindows windows,
            StatusPages pages,
            Plans plans,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.monitors = monitors;
        this.windows = windows;
        this.pages = pages;
        this.plans = plans;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.begun = clock.instant();
    }

    @AfterCommit(id = "incident.checked-components")
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(CheckStateChanged event) {
        plans.find(event.application()).ifPresent(plan -> follow(plan, Map.of()));
    }

    /** In the transaction of the check: an answer counts for the chart, and time in which nobody looked is told as such. */
    @EventListener
    void on(CheckReported event) {
        Optional<MaintenancePlan> plan = plans.find(event.application());
        MonitorSettings monitor = plan.flatMap(found -> found.monitoring().monitor(event.monitor()))
                .orElse(null);
        if (monitor == null) {
            return;
        }
        List<String> told = plan.get().statusPage().toldBy(monitor);
        boolean answered = event.seen() == MonitorState.UP || event.seen() == MonitorState.DEGRADED;
        if (answered && event.millis() != null && monitor.http() != null && !told.isEmpty()) {
            pages.answered(event.application(), event.at(), event.millis());
        }
        if (event.unwatchedSince() != null) {
            Map<String, Instant> gaps = new HashMap<>();
            told.forEach(component -> gaps.put(component, event.unwatchedSince()));
            follow(plan.get(), gaps);
        }
    }

    /** What nobody tells of: checks that have stopped, windows that begin and end, plan files that changed. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    @SchedulerLock(name = "checked-components")
    public void look() {
        plans.all().forEach(plan -> transaction.executeWithoutResult(status -> follow(plan, Map.of())));
    }

    /** What a monitor says of a component. */
    private record Claim(ComponentState state, Instant since) {}

    /** @param gaps since when nobody had looked at a component */
    private void follow(MaintenancePlan plan, Map<String, Instant> gaps) {
        String application = plan.application();
        Map<String, MonitorView> views = new HashMap<>();
        monitors.list(application).forEach(view -> views.put(view.id(), view));
        List<StatusPages.Said> before = pages.said(application, SOURCE);
        for (StatusPageSettings.Component component : plan.statusPage().components()) {
            Map<String, Claim> now = claims(plan, component.id(), views);
            Instant gap = gaps.get(component.id());
            Map<String, ComponentState> said = new TreeMap<>();
            before.stream()
                    .filter(each -> each.component().equals(component.id()))
                    .forEach(each -> said.put(each.source(), each.state()));
            said.keySet().stream()
                    .filter(source -> gap != null || !now.containsKey(source))
                    .forEach(source ->
                            pages.withdraw(application, component.id(), source, end(source, gap, views, plan)));
            now.forEach((source, claim) -> {
                if (gap != null || said.get(source) != claim.state()) {
                    pages.say(
                            application,
                            component.id(),
                            source,
                            claim.state(),
                            gap == null ? claim.since() : clock.instant());
                }
            });
        }
    }

    private Map<String, Claim> claims(MaintenancePlan plan, String component, Map<String, MonitorView> views) {
        Map<String, Claim> claims = new TreeMap<>();
        for (MonitorSettings monitor : plan.monitoring().monitors()) {
            MonitorView view = views.get(monitor.id());
            if (view != null && plan.statusPage().toldBy(monitor).contains(component) && isFresh(view, monitor)) {
                state(view).ifPresent(state -> claims.put(SOURCE + monitor.id(), new Claim(state, since(view))));
            }
        }
        return claims;
    }

    /** As the page tells it; empty where nothing can be claimed. */
    private Optional<ComponentState> state(MonitorView view) {
        boolean awaited = view.cause() != null && AWAITED.contains(view.cause());
        boolean unnoticed = view.cause() != null && UNNOTICED.contains(view.cause());
        return switch (view.state()) {
            case UP -> Optional.of(ComponentState.UP);
            case DOWN -> Optional.of(inMaintenance(view) ? ComponentState.MAINTENANCE : ComponentState.DOWN);
            case DEGRADED ->
                Optional.of(
                        unnoticed
                                ? ComponentState.UP
                                : inMaintenance(view) ? ComponentState.MAINTENANCE : ComponentState.DEGRADED);
            // without a cause nothing was confirmed yet
            case UNKNOWN -> awaited || view.cause() == null ? Optional.empty() : Optional.of(ComponentState.UNKNOWN);
            case PAUSED, STALE -> Optional.empty();
        };
    }

    private boolean inMaintenance(MonitorView view) {
        return !windows.active(view.application(), view.id(), clock.instant()).isEmpty();
    }

    private boolean isFresh(MonitorView view, MonitorSettings monitor) {
        return view.lastCheckedAt() != null
                && !expected(view.lastCheckedAt(), monitor)
                        .plus(monitor.interval())
                        .plus(LATE)
                        .isBefore(clock.instant());
    }

    private static Instant expected(Instant checked, MonitorSettings monitor) {
        return checked.plus(monitor.interval());
    }

    /** A state that was confirmed before this start holds from now on: what was meanwhile nobody saw. */
    private Instant since(MonitorView view) {
        return view.since().isBefore(begun) ? clock.instant() : view.since();
    }

    /** Until when a source could say something. */
    private Instant end(String source, @Nullable Instant gap, Map<String, MonitorView> views, MaintenancePlan plan) {
        if (gap != null) {
            return gap;
        }
        String id = source.substring(SOURCE.length());
        MonitorView view = views.get(id);
        MonitorSettings monitor = plan.monitoring().monitor(id).orElse(null);
        boolean stopped = view != null
                && monitor != null
                && view.lastCheckedAt() != null
                && view.state() != MonitorState.PAUSED
                && !isFresh(view, monitor);
        return stopped ? expected(view.lastCheckedAt(), monitor) : clock.instant();
    }
}
