package org.vigie.sla;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.sla.clock.TargetClock;

/** What the process of a clock asks: whether something is to be done about it, and when to look again. */
@Service
public class SlaMarks {

    /** Longer than a message takes while engine and database are well. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int AT_ONCE = 500;

    /** What is to be done. */
    public enum Mark {
        NONE,
        /** The team is to be warned. */
        WARNING,
        /** The target is used up and the breach is to be escalated. */
        BREACH
    }

    /**
     * What the process of a clock goes by.
     *
     * @param next when the next mark will be reached; null while a pause keeps it open and if none is left
     */
    public record Look(
            TargetClock.State state, Mark mark, @Nullable Instant next) {}

    /**
     * A mark about which something is done now.
     *
     * @param due when the target is or was used up
     * @param revision of the clock; a mark that is reached anew has another one, whatever its due date
     */
    public record Reached(Instant due, int revision) {}

    private final SlaClockStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SlaMarks(SlaClockStore store, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Looks at a clock; one that does not exist counts as stopped. A mark is reported until it is {@link #warned} or
     * {@link #breached}, and again if the clock was re-armed and reaches it anew.
     *
     * @param warnPercent part of the target after which the team is to be warned, 1 to 99
     * @param processInstanceKey the process that looks
     */
    @Transactional
    public Look look(String ticketId, TargetKind target, int warnPercent, long processInstanceKey) {
        Optional<ClockRecord> found = store.lock(ticketId, target);
        if (found.isEmpty()) {
            return new Look(TargetClock.State.STOPPED, Mark.NONE, null);
        }
        Instant now = clock.instant();
        ClockRecord stored = found.get();
        if (stored.warnPercent() != warnPercent) {
            stored = stored.warningAt(warnPercent, TargetClock.of(store.events(ticketId, target)), now);
            store.update(stored);
        }
        store.seen(ticketId, target, processInstanceKey);
        return look(stored, now);
    }

    /** The team is being warned; empty if it was before, or if the clock was re-armed meanwhile. */
    @Transactional
    public Optional<Reached> warned(String ticketId, TargetKind target) {
        return mark(ticketId, target, Mark.WARNING);
    }

    /** The breach is being escalated; empty if it was before, or if the clock was re-armed meanwhile. */
    @Transactional
    public Optional<Reached> breached(String ticketId, TargetKind target) {
        return mark(ticketId, target, Mark.BREACH);
    }

    /** When the target is or was used up; empty if that is open or the plan sets none. */
    public Optional<Instant> due(String ticketId, TargetKind target) {
        return store.find(ticketId, target).map(ClockRecord::due);
    }

    /** Whether the target is neither met nor given up. */
    public boolean isOpen(String ticketId, TargetKind target) {
        return store.find(ticketId, target)
                .filter(stored -> stored.state() != TargetClock.State.STOPPED)
                .isPresent();
    }

    /** Clocks that their process has overlooked, because a message to it was lost. */
    public List<SlaClockChanged> overlooked() {
        return store.overlooked(clock.instant().minus(PATIENCE), AT_ONCE).stream()
                .map(stored -> new SlaClockChanged(stored.ticketId(), stored.target(), stored.revision()))
                .toList();
    }

    private Optional<Reached> mark(String ticketId, TargetKind target, Mark mark) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<ClockRecord> reached =
                store.lock(ticketId, target).filter(stored -> look(stored, now).mark() == mark);
        reached.ifPresent(stored -> {
            store.update(stored.marked(mark == Mark.BREACH, now));
            events.publishEvent(new SlaMarkReached(ticketId, target, mark));
        });
        return reached.map(stored -> new Reached(Objects.requireNonNull(stored.due()), stored.revision()));
    }

    private static Look look(ClockRecord stored, Instant now) {
        if (stored.state() == TargetClock.State.STOPPED) {
            return new Look(stored.state(), Mark.NONE, null);
        }
        Instant warnAt = stored.warnedAt() == null && stored.breachedAt() == null ? stored.warnAt() : null;
        Instant due = stored.breachedAt() == null ? stored.due() : null;
        Instant next = Stream.of(Optional.ofNullable(warnAt), Optional.ofNullable(due))
                .flatMap(Optional::stream)
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(null);
        if (due != null && !now.isBefore(due)) {
            return new Look(stored.state(), Mark.BREACH, next);
        }
        boolean warn = warnAt != null && !now.isBefore(warnAt);
        return new Look(stored.state(), warn ? Mark.WARNING : Mark.NONE, next);
    }
}
