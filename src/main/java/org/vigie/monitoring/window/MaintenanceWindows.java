package org.vigie.monitoring.window;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;

/** Planned maintenance: what plans say comes again, and what people plan once. */
@Service
public class MaintenanceWindows {

    /** What is entered a moment late is still meant to begin now. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(31);

    private final Plans plans;
    private final WindowRows rows;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MaintenanceWindows(Plans plans, WindowRows rows, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.plans = plans;
        this.rows = rows;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** The window that holds what concerns this monitor now, the one that ends last; null: something that is no monitor. */
    public Optional<Window> active(String application, @Nullable String monitor, Instant at) {
        return between(application, at, at.plusMillis(1)).stream()
                .filter(window -> window.concerns(monitor) && window.contains(at))
                .max(Comparator.comparing(Window::to));
    }

    /** All windows that touch the time between two moments, earliest first. */
    public List<Window> between(String application, Instant from, Instant to) {
        List<Window> all = new ArrayList<>(rows.between(application, from, to));
        plans.find(application).ifPresent(plan -> all.addAll(WeeklyWindows.between(plan, from, to)));
        all.sort(Comparator.comparing(Window::from).thenComparing(Window::id));
        return all;
    }

    /**
     * Plans maintenance that does not come again.
     *
     * @param announced whether the public reads of it: that there is maintenance, when and of what; never the reason
     * @throws InvalidFieldException if it begins in the past, ends before it begins, lasts more than a month or names what is not watched
     */
    @Transactional
    public Window plan(
            String application,
            Instant from,
            Instant to,
            String reason,
            List<String> monitors,
            boolean announced,
            String account) {
        MaintenancePlan plan = plans.find(application)
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + application, "Use the name of a plan file."));
        Instant now = clock.instant();
        requireAhead(from, now);
        checkEnd(from, to);
        monitors.stream()
                .filter(id -> plan.monitoring().monitor(id).isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    throw new InvalidFieldException(
                            "monitors", "monitors names what is not watched: " + id, "Name monitors of the plan file.");
                });
        Window window = rows.insert(application, from, to, reason, monitors, announced, account, now);
        note(window, account, "maintenance planned");
        events.publishEvent(new MaintenanceChanged(window, MaintenanceChanged.Change.PLANNED));
        return window;
    }

    /**
     * Gives it other times.
     *
     * @throws ConflictException if it is over
     * @throws InvalidFieldException if it has begun and is to begin at another time, begins in the past, or does not end after now
     */
    @Transactional
    public Window move(String application, long id, Instant from, Instant to, String account) {
        Window before = requireAhead(application, id);
        Instant now = clock.instant();
        boolean begun = !now.isBefore(before.from());
        if (!begun) {
            requireAhead(from, now);
        } else if (!from.equals(before.from())) {
            throw new InvalidFieldException(
                    "from", "from is another one, and the maintenance has begun", "Send the from that it has.");
        }
        checkEnd(from, to);
        if (!to.isAfter(now)) {
            throw new InvalidFieldException("to", "to is in the past", "DELETE ends it now.");
        }
        if (from.equals(before.from()) && to.equals(before.to())) {
            return before;
        }
        Window after = rows.move(id, from, to);
        note(after, account, "maintenance moved");
        events.publishEvent(new MaintenanceChanged(after, MaintenanceChanged.Change.MOVED));
        return after;
    }

    /**
     * Ends it now, or calls it off if it has not begun.
     *
     * @throws ConflictException if it is over
     */
    @Transactional
    public void end(String application, long id, String account) {
        Window window = requireAhead(application, id);
        Instant now = clock.instant();
        boolean begun = !now.isBefore(window.from());
        rows.end(id, begun, now);
        note(window, account, begun ? "maintenance ended early" : "maintenance called off");
        events.publishEvent(new MaintenanceChanged(
                window, begun ? MaintenanceChanged.Change.ENDED : MaintenanceChanged.Change.CALLED_OFF));
    }

    private Window requireAhead(String application, long id) {
        Window window = rows.lock(application, id)
                .orElseThrow(() -> new NotFoundException(
                        "there is no such maintenance window", "List them; those of the plan file end there."));
        if (!clock.instant().isBefore(window.to())) {
            throw new ConflictException("the maintenance is over", "Nothing to do.");
        }
        return window;
    }

    private static void requireAhead(Instant from, Instant now) {
        if (from.plus(LATE).isBefore(now)) {
            throw new InvalidFieldException(
                    "from",
                    "from is in the past",
                    "Maintenance is announced before it begins; note a past one in a ticket.");
        }
    }

    private void note(Window window, String account, String action) {
        audit.add(new AuditEntry(
                window.application() + "/maintenance/" + window.id(),
                clock.instant(),
                account,
                action,
                Map.of("from", window.from().toString(), "to", window.to().toString(), "reason", window.reason())));
    }

    private static void checkEnd(Instant from, Instant to) {
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new InvalidFieldException(
                    "to", "to is not within a month after from", "Give an end after the start, at most 31 days later.");
        }
    }
}
