package org.vigie.sla;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanCalendars;
import org.vigie.sla.clock.SlaEvent;
import org.vigie.sla.clock.SlaTarget;
import org.vigie.sla.clock.TargetClock;

/**
 * The running clocks of tickets: one for the response, one for the resolution. Every method can be called again and then
 * changes nothing; each change is stored as an event, takes part in the caller's transaction, and is made known as
 * {@link SlaClockChanged}. A ticket without clocks is left alone.
 */
@Service
public class SlaClocks {

    private final SlaClockStore store;
    private final PlanCalendars calendars;
    private final ApplicationEventPublisher publisher;

    SlaClocks(SlaClockStore store, PlanCalendars calendars, ApplicationEventPublisher publisher) {
        this.store = store;
        this.calendars = calendars;
        this.publisher = publisher;
    }

    /** Starts both clocks of a ticket, unless they were started before. */
    @Transactional
    public void start(String ticketId, MaintenancePlan plan, SlaDecision targets, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        for (TargetKind kind : TargetKind.values()) {
            var event = new SlaEvent.Started(now, kind.of(targets), calendars.of(plan));
            ClockRecord clock = ClockRecord.started(ticketId, kind, plan.application(), TargetClock.start(event), now);
            if (store.insert(clock)) {
                store.append(ticketId, kind, 1, event);
                publisher.publishEvent(new SlaClockChanged(ticketId, kind, 1));
            }
        }
    }

    /**
     * Gives the clocks the targets of another priority or type; time spent and paused is kept. A stopped clock is measured
     * by its new target too.
     */
    @Transactional
    public DueDates retarget(String ticketId, SlaDecision targets, Instant at) {
        for (TargetKind kind : TargetKind.values()) {
            SlaTarget target = kind.of(targets);
            change(
                    ticketId,
                    kind,
                    at,
                    (clock, now) -> clock.target().equals(target)
                            ? List.of()
                            : List.of(new SlaEvent.TargetChanged(now, target)));
        }
        return dueDates(ticketId);
    }

    /** Lets the clocks that run stand still: the ticket waits for its reporter. */
    @Transactional
    public DueDates pause(String ticketId, Instant at) {
        return changeBoth(ticketId, at, TargetClock.State.RUNNING, SlaEvent.Paused::new);
    }

    /** Lets the clocks that stand still run on. */
    @Transactional
    public DueDates resume(String ticketId, Instant at) {
        return changeBoth(ticketId, at, TargetClock.State.PAUSED, SlaEvent.Resumed::new);
    }

    /**
     * Stops the clock of a target that is met or given up. The due date of a clock that is paused becomes what it would be
     * if the pause ended now.
     *
     * @return whether the clock was going on until now
     */
    @Transactional
    public boolean stop(String ticketId, TargetKind kind, Instant at) {
        return change(ticketId, kind, at, (clock, now) -> switch (clock.state()) {
            case RUNNING -> List.of(new SlaEvent.Stopped(now));
            case PAUSED -> List.of(new SlaEvent.Resumed(now), new SlaEvent.Stopped(now));
            case STOPPED -> List.of();
        });
    }

    /** Lets the resolution clock of a closed ticket go on from where it stood; a response was given and stays. */
    @Transactional
    public DueDates reopen(String ticketId, Instant at) {
        change(
                ticketId,
                TargetKind.RESOLUTION,
                at,
                (clock, now) ->
                        clock.state() == TargetClock.State.STOPPED ? List.of(new SlaEvent.Reopened(now)) : List.of());
        return dueDates(ticketId);
    }

    /** Puts the clocks of a ticket on the calendar of the plan as it is now; what has been counted stays. */
    @Transactional
    public DueDates applyCalendar(String ticketId, MaintenancePlan plan, Instant at) {
        BusinessCalendar calendar = calendars.of(plan);
        for (TargetKind kind : TargetKind.values()) {
            change(
                    ticketId,
                    kind,
                    at,
                    (clock, now) -> clock.state() == TargetClock.State.STOPPED
                                    || clock.calendar().equals(calendar)
                            ? List.of()
                            : List.of(new SlaEvent.CalendarChanged(now, calendar)));
        }
        return dueDates(ticketId);
    }

    /** Tickets of an application with a clock that has not stopped. */
    public List<String> openTickets(String application) {
        return store.openTickets(application);
    }

    /** When the targets are due as things stand; null while a pause keeps that open and where the plan sets none. */
    public DueDates dueDates(String ticketId) {
        Optional<ClockRecord> response = store.find(ticketId, TargetKind.RESPONSE);
        Optional<ClockRecord> resolution = store.find(ticketId, TargetKind.RESOLUTION);
        return new DueDates(
                response.map(ClockRecord::due).orElse(null),
                resolution.map(ClockRecord::due).orElse(null));
    }

    private DueDates changeBoth(
            String ticketId, Instant at, TargetClock.State from, Function<Instant, SlaEvent> event) {
        for (TargetKind kind : TargetKind.values()) {
            change(ticketId, kind, at, (clock, now) -> clock.state() == from ? List.of(event.apply(now)) : List.of());
        }
        return dueDates(ticketId);
    }

    /** Applies the events that a change asks for; false if it asks for none or there is no such clock. */
    private boolean change(
            String ticketId, TargetKind kind, Instant at, BiFunction<TargetClock, Instant, List<SlaEvent>> change) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        Optional<ClockRecord> stored = store.lock(ticketId, kind);
        if (stored.isEmpty()) {
            return false;
        }
        List<SlaEvent> events = new ArrayList<>(store.events(ticketId, kind));
        TargetClock clock = TargetClock.of(events);
        List<SlaEvent> added = change.apply(clock, now);
        for (SlaEvent event : added) {
            clock = clock.apply(event);
            events.add(event);
            store.append(ticketId, kind, events.size(), event);
        }
        if (!added.isEmpty()) {
            store.update(stored.get().after(clock, events.size(), now));
            publisher.publishEvent(new SlaClockChanged(ticketId, kind, events.size()));
        }
        return !added.isEmpty();
    }
}
