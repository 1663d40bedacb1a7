package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the preventive calendar needs of a plan. What falls due on which day stands in the table {@code preventiveCalendar}.
 *
 * @param at local time at which entries fall due
 * @param commands programs for work that Vigie cannot do by itself, or is to do in another way
 * @param loadTest what the load test asks
 * @param budget costs and hours that are compared once a month
 * @param figures what is looked up outside once a month
 * @param dependencies tools that look for flaws and newer versions
 * @param watch what the technology watch reads; null: nothing
 * @param documents what the application must have; null: nothing
 * @param statistics what is asked of the databases once a week
 */
public record PreventiveSettings(
        LocalTime at,
        List<WorkCommands> commands,
        LoadTest loadTest,
        List<Figure> budget,
        List<Figure> figures,
        List<DependencyTool> dependencies,
        @Nullable WatchSettings watch,
        @Nullable DocumentSettings documents,
        List<Statistic> statistics) {

    private static final LocalTime USUAL = LocalTime.of(8, 0);

    public PreventiveSettings {
        commands = List.copyOf(commands);
        budget = List.copyOf(budget);
        figures = List.copyOf(figures);
        dependencies = List.copyOf(dependencies);
        statistics = List.copyOf(statistics);
    }

    /** One without statistics. */
    public PreventiveSettings(
            LocalTime at,
            List<WorkCommands> commands,
            LoadTest loadTest,
            List<Figure> budget,
            List<Figure> figures,
            List<DependencyTool> dependencies,
            @Nullable WatchSettings watch,
            @Nullable DocumentSettings documents) {
        this(at, commands, loadTest, budget, figures, dependencies, watch, documents, List.of());
    }

    @JsonCreator
    static PreventiveSettings of(
            @JsonProperty("at") @Nullable String at,
            @JsonProperty("commands") @Nullable List<WorkCommands> commands,
            @JsonProperty("loadTest") @Nullable LoadTest loadTest,
            @JsonProperty("budget") @Nullable List<Figure> budget,
            @JsonProperty("figures") @Nullable List<Figure> figures,
            @JsonProperty("dependencies") @Nullable List<DependencyTool> dependencies,
            @JsonProperty("watch") @Nullable WatchSettings watch,
            @JsonProperty("documents") @Nullable DocumentSettings documents,
            @JsonProperty("statistics") @Nullable List<Statistic> statistics) {
        return new PreventiveSettings(
                at == null ? USUAL : LocalTime.parse(at),
                Objects.requireNonNullElse(commands, List.of()),
                Objects.requireNonNullElseGet(loadTest, () -> LoadTest.of(null, null, null)),
                Objects.requireNonNullElse(budget, List.of()),
                Objects.requireNonNullElse(figures, List.of()),
                Objects.requireNonNullElse(dependencies, List.of()),
                watch,
                documents,
                Objects.requireNonNullElse(statistics, List.of()));
    }

    /** The programs for some work. */
    public Optional<WorkCommands> commandsFor(String work) {
        return commands.stream()
                .filter(candidate -> candidate.work().equals(work))
                .findFirst();
    }

    /**
     * Programs that do some work, one after the other; what they write is kept as its result.
     *
     * @param work as in the column of the table
     * @param run argument vectors
     * @param folder in which they run; null: that of Vigie, or of the account on a host
     * @param on host of the plan; null: the machine of Vigie
     * @param deadline after which each of them is ended
     */
    public record WorkCommands(
            String work,
            List<List<String>> run,
            @Nullable Path folder,
            @Nullable String on,
            PlanDuration deadline) {

        private static final PlanDuration HALF_AN_HOUR = PlanDuration.parse("PT30M");

        public WorkCommands {
            run = run.stream().map(List::copyOf).toList();
        }

        @JsonCreator
        static WorkCommands of(
                @JsonProperty("work") String work,
                @JsonProperty("run") List<List<String>> run,
                @JsonProperty("folder") @Nullable Path folder,
                @JsonProperty("on") @Nullable String on,
                @JsonProperty("deadline") @Nullable PlanDuration deadline) {
            return new WorkCommands(work, run, folder, on, Objects.requireNonNullElse(deadline, HALF_AN_HOUR));
        }
    }

    /**
     * What the load test asks.
     *
     * @param url an address that is not that of production; null: that of staging
     * @param requests how many in all
     * @param atOnce how many at a time
     */
    public record LoadTest(@Nullable URI url, int requests, int atOnce) {

        private static final int REQUESTS = 1_000;
        private static final int AT_ONCE = 10;

        @JsonCreator
        static LoadTest of(
                @JsonProperty("url") @Nullable URI url,
                @JsonProperty("requests") @Nullable Integer requests,
                @JsonProperty("atOnce") @Nullable Integer atOnce) {
            return new LoadTest(
                    url, Objects.requireNonNullElse(requests, REQUESTS), Objects.requireNonNullElse(atOnce, AT_ONCE));
        }
    }

    /**
     * A figure that is compared with what the plan expects.
     *
     * @param unit such as EUR, h or visits
     * @param expected what the plan says; null: nothing
     * @param most above which it has to be explained; null: it never has
     * @param source where it is asked for; null: a person fills it in
     */
    public record Figure(
            String id,
            LocalText name,
            String unit,
            @Nullable BigDecimal expected,
            @Nullable BigDecimal most,
            @Nullable FigureSource source) {

        /** Its name and unit. */
        public String label(Locale language) {
            return name.in(language) + " (" + unit + ")";
        }
    }

    /**
     * A number of the week.
     *
     * @param database id of a database of the plan
     * @param sql one SELECT; the first column of its first row is the number
     */
    public record Statistic(String id, LocalText name, String database, String sql) {}
}
