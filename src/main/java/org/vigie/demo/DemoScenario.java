package org.vigie.demo;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be shown, and what belongs to it, one after the other. */
public enum DemoScenario {
    /** Five tickets of different importance. */
    TICKETS(DemoStep.TICKETS),
    /** A ticket is worked off from creation to closure. */
    PAST_TICKET(DemoStep.PAST_TICKET),
    /** A good version goes into service, if none serves. */
    RELEASE(DemoStep.RELEASE),
    /** A backup of the shop's database is taken and proven by restoring it. */
    BACKUP(DemoStep.BACKUP, DemoStep.RESTORE_TEST),
    /** A version that is too slow is taken back by itself. */
    FAILING_RELEASE(DemoStep.RELEASE, DemoStep.FAILING_RELEASE),
    /** The shop dies and is brought back by the incident process. */
    INCIDENT(DemoStep.RELEASE, DemoStep.CRASH),
    /** All of it; a newcomer sees first what takes seconds. */
    TOUR(
            DemoStep.TICKETS,
            DemoStep.BACKUP,
            DemoStep.RESTORE_TEST,
            DemoStep.RELEASE,
            DemoStep.FAILING_RELEASE,
            DemoStep.PAST_TICKET,
            DemoStep.CRASH);

    private final List<DemoStep> steps;

    DemoScenario(DemoStep... steps) {
        this.steps = List.of(steps);
    }

    /** The form in addresses, such as {@code failing-release}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The scenario of this form. */
    public static Optional<DemoScenario> find(String id) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.id().equals(id))
                .findFirst();
    }

    @Override
    public String toString() {
        return id();
    }

    List<DemoStep> steps() {
        return steps;
    }
}
