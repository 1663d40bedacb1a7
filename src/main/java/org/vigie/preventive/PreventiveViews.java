package org.vigie.preventive;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Service;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.StoredJson;

/** The preventive calendar of an application as people see it. */
@Service
public class PreventiveViews {

    private static final int LATEST = 100;

    private final PreventiveRuns runs;
    private final PreventiveRunStore store;
    private final WorkStore works;
    private final PreventiveAgenda agenda;
    private final Plans plans;
    private final StoredJson json;
    private final Clock clock;

    PreventiveViews(
            PreventiveRuns runs,
            PreventiveRunStore store,
            WorkStore works,
            PreventiveAgenda agenda,
            Plans plans,
            StoredJson json,
            Clock clock) {
        this.runs = runs;
        this.store = store;
        this.works = works;
        this.agenda = agenda;
        this.plans = plans;
        this.json = json;
        this.clock = clock;
    }

    /** The next day of an entry. */
    public record Next(
            String entry,
            String title,
            String frequency,
            LocalDate day,
            Instant due,
            List<String> work,
            boolean judged) {}

    /**
     * The calendar.
     *
     * @param next the next day of every entry, in order
     * @param runs what fell due, newest first
     */
    public record View(String application, String timeZone, List<Next> next, List<PreventiveRun> runs) {}

    /** A run with all that came of it. */
    public record Details(
            PreventiveRun run, List<WorkDone> work, List<PreventiveDesk.Point> points, List<KeptFigure> figures) {}

    /**
     * Reads it.
     *
     * @throws NotFoundException if there is no such application
     * @throws ConflictException if its plan has no preventive calendar
     */
    public View of(String application) {
        MaintenancePlan plan = runs.plan(application);
        List<Next> next = agenda.next(plan, clock.instant()).stream()
                .map(found -> new Next(
                        found.entry().entry(),
                        found.entry().title(plan.language()),
                        found.entry().frequency(),
                        found.day(),
                        found.due(),
                        found.entry().works(),
                        found.entry().judge()))
                .toList();
        return new View(application, plan.timeZone().getId(), next, store.list(application, LATEST));
    }

    /** @throws NotFoundException if there is no such run */
    public Details details(String id) {
        return new Details(store.require(id), works.all(id), points(id), works.figures(id));
    }

    /**
     * What came of a run, in Markdown and in the language of its plan.
     *
     * @throws NotFoundException if there is no such run, or no such plan any more
     */
    public String document(String id) {
        PreventiveRun run = store.require(id);
        MaintenancePlan plan = plans.find(run.application())
                .orElseThrow(() -> new NotFoundException(
                        "there is no plan of " + run.application() + " any more", "Put its plan file back."));
        return RunDocument.of(run, plan, works.all(id), points(id), works.figures(id));
    }

    private List<PreventiveDesk.Point> points(String id) {
        return store.points(id)
                .map(text -> Arrays.asList(json.read(text, PreventiveDesk.Point[].class)))
                .orElse(List.of());
    }
}
