package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public page of an application, and how the public is told in a crisis.
 *
 * @param url where the public finds the page; null: at Vigie itself
 * @param team who signs public texts
 * @param components what the page tells the state of, in its order; never empty
 */
public record StatusPageSettings(@Nullable URI url, LocalText team, List<Component> components, Crisis crisis) {

    public StatusPageSettings {
        components = List.copyOf(components);
    }

    @JsonCreator
    static StatusPageSettings of(
            @JsonProperty("url") @Nullable URI url,
            @JsonProperty("team") LocalText team,
            @JsonProperty("components") List<Component> components,
            @JsonProperty("crisis") @Nullable Crisis crisis) {
        return new StatusPageSettings(url, team, components, Objects.requireNonNullElse(crisis, Crisis.DEFAULT));
    }

    /** What holds where a plan says nothing: one component, which is the application. */
    static StatusPageSettings standard(String application, String name) {
        return new StatusPageSettings(
                null,
                new LocalText("L’équipe " + name, "The " + name + " team"),
                List.of(new Component(application, LocalText.same(name))),
                Crisis.DEFAULT);
    }

    /** The component with this id. */
    public Optional<Component> component(String id) {
        return components.stream()
                .filter(component -> component.id().equals(id))
                .findFirst();
    }

    /** Ids of the components that an incident of this monitor shows on: those that name it, or all if none does. */
    public List<String> concernedBy(@Nullable String monitor) {
        List<String> naming = components.stream()
                .filter(component -> component.monitors().contains(monitor))
                .map(Component::id)
                .toList();
        return naming.isEmpty() ? components.stream().map(Component::id).toList() : naming;
    }

    /** Ids of the components of which this monitor tells how they are: those that name it, and those that name none if it watches an address. */
    public List<String> toldBy(MonitorSettings monitor) {
        return components.stream()
                .filter(component -> component.monitors().isEmpty()
                        ? monitor.http() != null
                        : component.monitors().contains(monitor.id()))
                .map(Component::id)
                .toList();
    }

    /**
     * A part of the application that its users know.
     *
     * @param id unique on the page
     * @param monitors ids of those that tell how it is; empty: those that watch an address
     */
    public record Component(String id, LocalText name, List<String> monitors) {

        public Component {
            monitors = MonitoringSettings.copy(monitors);
        }

        /** One that is told of by what watches an address. */
        public Component(String id, LocalText name) {
            this(id, name, List.of());
        }
    }

    /**
     * How the public is told in a crisis.
     *
     * @param approvers the roles that may approve a public text; never empty
     * @param rhythms by priority; where there is none, that of its urgency counts
     * @param postMortemWithin after the all-clear, how long a public post-mortem is waited for
     */
    public record Crisis(List<ContactRole> approvers, Map<String, Rhythm> rhythms, PlanDuration postMortemWithin) {

        static final Crisis DEFAULT = of(null, null, null);

        public Crisis {
            approvers = List.copyOf(approvers);
            rhythms = Map.copyOf(rhythms);
        }

        @JsonCreator
        static Crisis of(
                @JsonProperty("approvers") @Nullable List<ContactRole> approvers,
                @JsonProperty("rhythms") @Nullable Map<String, Rhythm> rhythms,
                @JsonProperty("postMortemWithin") @Nullable PlanDuration postMortemWithin) {
            return new Crisis(
                    approvers == null || approvers.isEmpty()
                            ? List.of(ContactRole.SUPPORT, ContactRole.TECHNICAL_LEAD)
                            : approvers,
                    Objects.requireNonNullElse(rhythms, Map.of()),
                    Objects.requireNonNullElseGet(postMortemWithin, () -> PlanDuration.parse("P5D")));
        }

        /** The rhythm of a priority. */
        public Rhythm rhythmOf(String priority) {
            return Optional.ofNullable(rhythms.get(priority)).orElseGet(() -> Rhythm.standard(priority));
        }
    }

    /**
     * How quickly the public hears.
     *
     * @param approveWithin after that the neutral text goes out
     * @param remindEvery how often those who may approve are reminded
     * @param updateEvery how long after a text the next one is due
     */
    public record Rhythm(PlanDuration approveWithin, PlanDuration remindEvery, PlanDuration updateEvery) {

        static Rhythm standard(String priority) {
            return switch (priority) {
                case "LEVEL_1", "P1" -> of("PT15M", "PT5M", "PT1H");
                case "LEVEL_2", "P2" -> of("PT1H", "PT20M", "PT4H");
                default -> of("PT4H", "PT1H", "P1D");
            };
        }

        private static Rhythm of(String approveWithin, String remindEvery, String updateEvery) {
            return new Rhythm(
                    PlanDuration.parse(approveWithin),
                    PlanDuration.parse(remindEvery),
                    PlanDuration.parse(updateEvery));
        }
    }
}
