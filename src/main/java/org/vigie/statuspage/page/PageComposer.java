package org.vigie.statuspage.page;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.StatusPageSettings;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.PlannedMaintenance;
import org.vigie.statuspage.PublicIncident;
import org.vigie.statuspage.PublicSentences;
import org.vigie.statuspage.PublicUpdate;
import org.vigie.statuspage.PublicWords;
import org.vigie.statuspage.StateSpan;

/** Puts what a page tells into the words of one language. */
final class PageComposer {

    static final int DAYS = 90;

    private static final int HUNDREDTHS = 100;

    private static final int BAR = 8;
    private static final int TALL = 32;

    private final PageFacts facts;
    private final PublicWords words;
    private final MaintenancePlan plan;
    private final ZoneId zone;

    PageComposer(PageFacts facts, PublicWords words) {
        this.facts = facts;
        this.words = words;
        this.plan = facts.plan();
        this.zone = plan.timeZone();
    }

    PageView compose(PageView.Links links, String revision) {
        PageView.Head head = new PageView.Head(
                plan.name(),
                plan.url().toString(),
                facts.drill(),
                zone.getId(),
                facts.generatedAt().toString(),
                facts.validUntil().toString(),
                words.get("asOf", words.exactly(facts.generatedAt(), zone)),
                words.get("validUntil", words.exactly(facts.validUntil(), zone)),
                revision);
        return new PageView(
                words,
                head,
                links,
                facts.overall(),
                facts.components().stream().map(this::component).toList(),
                incidents(incident -> incident.resolvedAt() == null),
                incidents(incident -> incident.resolvedAt() != null),
                facts.maintenances().stream()
                        .filter(maintenance -> maintenance.isAhead(facts.generatedAt())
                                || maintenance.state() == PlannedMaintenance.State.CANCELLED
                                        && maintenance.endsAt().isAfter(facts.generatedAt()))
                        .map(this::maintenance)
                        .toList(),
                ResponseChart.of(facts.responses(), facts.generatedAt()));
    }

    private PageView.Component component(PageFacts.Current current) {
        StatusPageSettings.Component component = current.component();
        List<StateSpan> spans = facts.spans().getOrDefault(component.id(), List.of());
        Uptime uptime = Uptime.of(spans, facts.generatedAt(), zone, DAYS);
        String name = component.name().in(words.language());
        String available = uptime.available() == null
                ? words.get("uptime.none")
                : words.get("uptime", percent(uptime.available(), words.language())) + objective();
        return new PageView.Component(
                name,
                current.state(),
                spans.isEmpty() ? "" : words.get("since", words.moment(current.since(), zone)),
                available,
                words.get(
                        "uptime.label",
                        name,
                        available,
                        uptime.days(ComponentState.DOWN),
                        uptime.days(ComponentState.DEGRADED),
                        uptime.days(ComponentState.MAINTENANCE),
                        uptime.days(ComponentState.UNMONITORED) + uptime.days(ComponentState.UNKNOWN)),
                bars(uptime),
                days(uptime));
    }

    /** What the plan promises of each month, beside the figure; nothing if it promises nothing. */
    private String objective() {
        Double promised = plan.objectives().uptime();
        return promised == null
                ? ""
                : words.get("uptime.objective", percent(Math.round(promised * HUNDREDTHS), words.language()));
    }

    private List<PageView.Bar> bars(Uptime uptime) {
        List<PageView.Bar> bars = new ArrayList<>();
        for (Uptime.Day day : uptime.days()) {
            ComponentState state = day.shown();
            int height = switch (state) {
                case UP -> TALL;
                case MAINTENANCE -> TALL * 3 / 4;
                case DEGRADED -> TALL / 2;
                case DOWN -> TALL / 4;
                case UNKNOWN, UNMONITORED -> TALL / 8;
            };
            String title = words.day(day.date().atStartOfDay(zone).toInstant(), zone) + ": " + state(state);
            bars.add(new PageView.Bar(bars.size() * BAR, TALL - height, height, state, title));
        }
        return bars;
    }

    /** Newest first: outages, disturbances and maintenance; days of which only nothing is known are not listed. */
    private List<PageView.Day> days(Uptime uptime) {
        List<PageView.Day> days = new ArrayList<>();
        for (Uptime.Day day : uptime.days().reversed()) {
            ComponentState shown = day.shown();
            if (shown == ComponentState.DOWN
                    || shown == ComponentState.DEGRADED
                    || shown == ComponentState.MAINTENANCE) {
                days.add(new PageView.Day(
                        words.day(day.date().atStartOfDay(zone).toInstant(), zone), state(shown), times(day)));
            }
        }
        return days;
    }

    private String times(Uptime.Day day) {
        List<String> times = new ArrayList<>();
        for (ComponentState state :
                new ComponentState[] {ComponentState.DOWN, ComponentState.DEGRADED, ComponentState.MAINTENANCE}) {
            if (!day.of(state).isZero()) {
                times.add(words.get("day." + state.id()) + " " + duration(day.of(state)));
            }
        }
        if (!day.unobserved().isZero()) {
            times.add(words.get("day.unobserved") + " " + duration(day.unobserved()));
        }
        return String.join(", ", times);
    }

    private String duration(Duration time) {
        if (time.toMinutes() == 0) {
            return words.get("duration.less");
        }
        return time.toHours() == 0
                ? words.get("duration.minutes", time.toMinutes())
                : words.get("duration.hours", time.toHours(), time.toMinutesPart());
    }

    private List<PageView.Incident> incidents(Predicate<PublicIncident> which) {
        return facts.incidents().stream().filter(which).map(this::incident).toList();
    }

    private PageView.Incident incident(PublicIncident incident) {
        return new PageView.Incident(
                PageFacts.publicId(plan.application(), incident.id()),
                words.get(incident.resolvedAt() == null ? "incident.title" : "incident.title.resolved"),
                affected(incident.components()),
                words.get("opened", words.moment(incident.openedAt(), zone)),
                incident.resolvedAt() == null ? "" : words.get("resolved", words.moment(incident.resolvedAt(), zone)),
                incident.updates().reversed().stream().map(this::update).toList());
    }

    private PageView.Update update(PublicUpdate update) {
        return new PageView.Update(
                words.get("kind." + update.kind().id()),
                update.at().toString(),
                words.moment(update.at(), zone),
                PublicSentences.of(plan, update, words));
    }

    private PageView.Maintenance maintenance(PlannedMaintenance maintenance) {
        String state = maintenance.isRunning(facts.generatedAt())
                ? "running"
                : maintenance.state().id();
        boolean inOne = maintenance.title().fr().equals(maintenance.title().en());
        return new PageView.Maintenance(
                maintenance.title().in(words.language()),
                inOne ? plan.language() : words.language(),
                words.get("maintenance." + state),
                words.get(
                        "maintenance.from-to",
                        words.moment(maintenance.startsAt(), zone),
                        words.moment(maintenance.endsAt(), zone)),
                affected(maintenance.components()));
    }

    private String affected(List<String> components) {
        return words.get(
                "affected",
                String.join(
                        ", ",
                        components.stream()
                                .flatMap(id -> plan.statusPage().component(id).stream())
                                .map(component -> component.name().in(words.language()))
                                .toList()));
    }

    private String state(ComponentState state) {
        return words.get("state." + state.id());
    }

    /** Hundredths of a percent with two digits after the point or comma. */
    static @Nullable String percent(@Nullable Long hundredths, Locale language) {
        return hundredths == null
                ? null
                : String.format(language, "%d%s%02d", hundredths / 100, separator(language), hundredths % 100);
    }

    private static String separator(Locale language) {
        return language.getLanguage().equals(Locale.FRENCH.getLanguage()) ? "," : ".";
    }
}
