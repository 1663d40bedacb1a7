package org.vigie.statuspage;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.plan.LocalText;
import org.vigie.plan.Plans;
import org.vigie.shared.HintedException;
import org.vigie.shared.NotFoundException;
import org.vigie.statuspage.ComponentStore.Place;

/**
 * What others tell the public through the status page. Every method can be called again for the same and then changes nothing; all
 * take part in the caller's transaction, and the page follows its commit. Thread-safe.
 */
@Service
public class StatusPages {

    private final ComponentStore components;
    private final IncidentStore incidents;
    private final MaintenanceStore maintenances;
    private final ResponseStore responses;
    private final Plans plans;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StatusPages(
            ComponentStore components,
            IncidentStore incidents,
            MaintenanceStore maintenances,
            ResponseStore responses,
            Plans plans,
            ApplicationEventPublisher events,
            Clock clock) {
        this.components = components;
        this.incidents = incidents;
        this.maintenances = maintenances;
        this.responses = responses;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What one source says of a component from now on. Sources may contradict each other: the page shows maintenance before all,
     * else the worst.
     *
     * @param source who says it, such as {@code checks} or {@code incident/<id>}
     * @param since from when it holds; the present if it is in the future, and not before what the page showed last
     * @throws HintedException if the plan has no such component
     */
    @Transactional
    public void say(String application, String component, String source, ComponentState state, Instant since) {
        say(new Place(application, component, false), source, state, since);
    }

    /** The source has nothing to say of the component any more. */
    @Transactional
    public void withdraw(String application, String component, String source, Instant at) {
        withdraw(new Place(application, component, false), source, at);
    }

    /** What a source says of a component now. */
    public record Said(String component, String source, ComponentState state) {}

    /** What all sources say whose names start so, by component. */
    public List<Said> said(String application, String prefix) {
        return components.claimsBy(application, prefix);
    }

    /** The application answered a request of somebody who asks as its users do. */
    @Transactional
    public void answered(String application, Instant at, long millis) {
        responses.add(application, at, Math.max(0, millis));
    }

    /**
     * Opens an incident: its components show what it does to them, and nothing is told of it before {@link #publish}.
     *
     * @param incident without updates
     * @param state what it does to its components
     */
    @Transactional
    public void open(PublicIncident incident, ComponentState state) {
        incident.components().forEach(component -> requireComponent(incident.application(), component));
        if (incidents.insert(incident)) {
            for (String component : incident.components()) {
                Place place = new Place(incident.application(), component, incident.drill());
                say(place, source(incident.id()), state, incident.openedAt());
            }
        }
    }

    /**
     * Publishes a text about an incident.
     *
     * @param key the same for every retry
     * @param toSubscribers whether they get it by mail too; never of a drill
     * @return false if the text with this key is out already, or the incident is over and the text does not come after its end
     */
    @Transactional
    public boolean publish(String incidentId, String key, PublicText text, boolean toSubscribers) {
        PublicIncident before = incidents.lock(incidentId);
        if (before.resolvedAt() != null) {
            return false;
        }
        return add(
                before, key, before.updates().isEmpty() ? UpdateKind.OPENED : UpdateKind.UPDATE, text, toSubscribers);
    }

    /**
     * Ends an incident: its components are freed of it, and those who read of it read of its end.
     *
     * @return false if it has ended before
     */
    @Transactional
    public boolean resolve(String incidentId, Instant at, PublicText text) {
        PublicIncident before = incidents.lock(incidentId);
        Instant end = micros(at.isBefore(before.openedAt()) ? before.openedAt() : at);
        if (!incidents.resolve(incidentId, end)) {
            return false;
        }
        for (String component : before.components()) {
            withdraw(new Place(before.application(), component, before.drill()), source(incidentId), end);
        }
        if (before.updates().isEmpty()) {
            changed(before.application(), before.drill());
        } else {
            add(before, "resolved", UpdateKind.RESOLVED, text, true);
        }
        return true;
    }

    /** Publishes what was learnt of an incident that is over. */
    @Transactional
    public boolean publishPostMortem(String incidentId, PublicText text) {
        PublicIncident before = incidents.lock(incidentId);
        return before.resolvedAt() != null && add(before, "post-mortem", UpdateKind.POST_MORTEM, text, false);
    }

    /**
     * Announces maintenance, moves it, or changes its words; each change is told once.
     *
     * @param id the same for all that is told of it
     * @throws HintedException if it ends before it starts or is over already
     */
    @Transactional
    public void announce(
            String id, String application, List<String> parts, LocalText title, Instant startsAt, Instant endsAt) {
        parts.forEach(component -> requireComponent(application, component));
        if (!endsAt.isAfter(startsAt) || !endsAt.isAfter(clock.instant())) {
            throw new HintedException(
                    "the maintenance ends before it starts, or is over already", "Announce what is to come.");
        }
        Optional<PlannedMaintenance> before = maintenances.lock(id);
        PlannedMaintenance after = new PlannedMaintenance(
                id,
                application,
                parts,
                title,
                micros(startsAt),
                micros(endsAt),
                PlannedMaintenance.State.PLANNED,
                before.map(PlannedMaintenance::revision).orElse(0) + 1,
                now());
        if (before.isEmpty() || !sameBut(before.get(), after)) {
            save(after);
        }
    }

    /** Maintenance does not take place, or is over before its time. */
    @Transactional
    public void end(String maintenanceId, boolean cancelled) {
        maintenances
                .lock(maintenanceId)
                .filter(before -> before.isAhead(clock.instant()))
                .ifPresent(before -> save(new PlannedMaintenance(
                        before.id(),
                        before.application(),
                        before.components(),
                        before.title(),
                        before.startsAt(),
                        before.endsAt(),
                        cancelled ? PlannedMaintenance.State.CANCELLED : PlannedMaintenance.State.ENDED,
                        before.revision() + 1,
                        now())));
    }

    /**
     * Tells subscribers something that is no incident; the page does not show it.
     *
     * @param key the same for every repetition; each subscriber is told once per key
     */
    @Transactional
    public void tellSubscribers(String application, String key, LocalText title, LocalText text) {
        events.publishEvent(new SubscribersTold(application, key, title, text));
    }

    /** @throws NotFoundException if there is none */
    public PublicIncident require(String incidentId) {
        return incidents
                .find(incidentId)
                .orElseThrow(() -> new NotFoundException(
                        "there is no public incident " + incidentId, "Open it before something is told of it."));
    }

    /** What the page shows of a component now. */
    public ComponentState stateOf(String application, String component) {
        return components
                .current(new Place(application, component, false))
                .map(StateSpan::state)
                .orElse(ComponentState.UNMONITORED);
    }

    private boolean add(PublicIncident before, String key, UpdateKind kind, PublicText text, boolean toSubscribers) {
        Optional<PublicUpdate> added = incidents.add(before.id(), key, kind, now(), text);
        added.ifPresent(update -> {
            changed(before.application(), before.drill());
            events.publishEvent(new PublicTextPublished(
                    incidents.find(before.id()).orElseThrow(), update, toSubscribers && !before.drill()));
        });
        return added.isPresent();
    }

    private void save(PlannedMaintenance maintenance) {
        maintenances.save(maintenance);
        changed(maintenance.application(), false);
        events.publishEvent(new MaintenanceAnnounced(maintenance));
    }

    private static boolean sameBut(PlannedMaintenance one, PlannedMaintenance other) {
        return one.components().equals(other.components())
                && one.title().equals(other.title())
                && one.startsAt().equals(other.startsAt())
                && one.endsAt().equals(other.endsAt())
                && one.state() == other.state();
    }

    private void say(Place place, String source, ComponentState state, Instant since) {
        requireComponent(place.application(), place.component());
        if (state == ComponentState.UNMONITORED) {
            throw new IllegalArgumentException("nobody says of a component that nobody looks at it");
        }
        components.lock(place);
        components.claim(place, source, state);
        follow(place, since);
    }

    private void withdraw(Place place, String source, Instant at) {
        components.lock(place);
        components.release(place, source);
        follow(place, at);
    }

    /** The page shows what follows from all that is said. */
    private void follow(Place place, Instant since) {
        ComponentState state = ComponentState.of(components.claims(place));
        Instant now = now();
        Instant at = micros(since.isAfter(now) ? now : since);
        Optional<StateSpan> current = components.current(place);
        if (current.map(StateSpan::state).filter(state::equals).isPresent()
                || current.isEmpty() && state == ComponentState.UNMONITORED) {
            return;
        }
        if (current.isPresent() && !at.isAfter(current.get().since())) {
            components.rename(place, state);
        } else {
            components.close(place, at);
            components.open(place, state, at);
        }
        changed(place.application(), place.drill());
    }

    private void changed(String application, boolean drill) {
        events.publishEvent(new StatusPageChanged(application, drill));
    }

    private void requireComponent(String application, String component) {
        if (plans.require(application).statusPage().component(component).isEmpty()) {
            throw new HintedException(
                    "the status page of " + application + " has no component " + component,
                    "Add it to statusPage.components of the plan file, or name one that is there.");
        }
    }

    private static String source(String incidentId) {
        return "incident/" + incidentId;
    }

    private Instant now() {
        return micros(clock.instant());
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
