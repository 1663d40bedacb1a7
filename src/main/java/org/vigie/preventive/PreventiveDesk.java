package org.vigie.preventive;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.PreventiveSettings;
import org.vigie.plan.PreventiveSettings.Figure;
import org.vigie.shared.StoredJson;

/** What Vigie does of a run, what a person gets to judge, and what becomes of that. */
@Service
public class PreventiveDesk {

    private static final int LONGEST = 4_000;
    private static final int LONGEST_DELAY = 400;
    private static final String BUDGET = "budget";
    private static final String FIGURES = "figures";

    private final PreventiveRuns runs;
    private final PreventiveTable table;
    private final WorkRunner runner;
    private final WorkStore works;
    private final PreventiveNotices notices;
    private final StoredJson json;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PreventiveDesk(
            PreventiveRuns runs,
            PreventiveTable table,
            WorkRunner runner,
            WorkStore works,
            PreventiveNotices notices,
            StoredJson json,
            TransactionTemplate transaction,
            Clock clock) {
        this.runs = runs;
        this.table = table;
        this.runner = runner;
        this.works = works;
        this.notices = notices;
        this.json = json;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A point that is ticked off, as the form has it. */
    public record Point(String point, boolean ticked) {}

    /** A figure that is filled in, as the form has it. */
    public record Line(
            String figure, String expected, @Nullable BigDecimal actual) {}

    /**
     * What is shown to the person who judges.
     *
     * @param within how long that person may take
     * @param answerDue until when
     * @param facts what Vigie found, one sentence each
     */
    public record Shown(
            String applicationName,
            String language,
            String title,
            List<String> groups,
            PlanDuration within,
            Instant answerDue,
            List<String> facts,
            List<Point> points,
            List<Line> figures) {}

    /**
     * How far a run is.
     *
     * @param waits whether an operation goes on that it waits for
     * @param shown null: nobody is asked
     */
    public record Progress(boolean waits, @Nullable Shown shown) {}

    /** Does what Vigie can do of a run, and ends it if nobody has to judge it. Can be called again for the same process instance. */
    public Progress work(String id, long processInstanceKey, Heartbeat heartbeat) {
        Optional<PreventiveRun> begun = runs.begin(id, processInstanceKey);
        if (begun.isEmpty()) {
            return new Progress(false, null);
        }
        PreventiveRun run = begun.get();
        MaintenancePlan plan = runs.plan(run.application());
        PreventiveEntry entry = runs.entry(run);
        List<WorkDone> done = runner.perform(run, entry, plan, heartbeat);
        if (done.stream().anyMatch(work -> work.state() == WorkState.WAITING)) {
            return new Progress(true, null);
        }
        boolean failed = done.stream().anyMatch(work -> work.state() == WorkState.FAILED);
        if (entry.judge() || failed) {
            runs.asked(id);
            return new Progress(false, shown(run, entry, plan, done));
        }
        boolean none = done.stream().allMatch(work -> work.state() == WorkState.NOT_SET_UP);
        runs.close(id, none ? RunStatus.NOT_SET_UP : RunStatus.DONE, null, null, null);
        return new Progress(false, null);
    }

    private Shown shown(PreventiveRun run, PreventiveEntry entry, MaintenancePlan plan, List<WorkDone> done) {
        PlanDuration within = entry.answerWithin();
        return new Shown(
                plan.name(),
                plan.language().getLanguage(),
                run.title(),
                entry.groups(),
                within,
                within.after(clock.instant(), plan.timeZone()),
                RunDocument.facts(run, plan, done),
                table.points(entry.entry()).stream()
                        .map(point -> new Point(point.in(plan.language()), false))
                        .toList(),
                figures(entry, plan).stream()
                        .map(figure -> new Line(label(figure, plan), expected(figure, plan), found(figure, plan, done)))
                        .toList());
    }

    private static List<Figure> figures(PreventiveEntry entry, MaintenancePlan plan) {
        PreventiveSettings settings = Objects.requireNonNull(plan.preventive());
        List<Figure> all = new ArrayList<>();
        if (entry.works().contains(BUDGET)) {
            all.addAll(settings.budget());
        }
        if (entry.works().contains(FIGURES)) {
            all.addAll(settings.figures());
        }
        return all;
    }

    private static String label(Figure figure, MaintenancePlan plan) {
        return figure.label(plan.language());
    }

    /** The figure as the work found it; null if a person has to fill it in. */
    private static @Nullable BigDecimal found(Figure figure, MaintenancePlan plan, List<WorkDone> done) {
        String start = label(figure, plan) + ": ";
        return done.stream()
                .filter(work -> work.work().equals(FIGURES))
                .flatMap(work -> work.details().stream())
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .filter(value -> value.matches("\\d{1,18}(?:\\.\\d{1,9})?"))
                .map(BigDecimal::new)
                .findFirst()
                .orElse(null);
    }

    private static String expected(Figure figure, MaintenancePlan plan) {
        String said = figure.expected() == null ? "" : figure.expected().toPlainString();
        String most = figure.most() == null
                ? ""
                : (RunDocument.french(plan) ? "au plus " : "at most ")
                        + figure.most().toPlainString();
        return said + (said.isEmpty() || most.isEmpty() ? "" : ", ") + most;
    }

    /** What became of a decision. */
    public enum Outcome {
        SETTLED,
        /** Vigie does its part once more. */
        LATER,
        /** It is incomplete: the person is asked again. */
        REFUSED
    }

    /**
     * What became of a decision.
     *
     * @param reason why it was refused; null unless it was
     * @param goesOnAt when Vigie does its part once more; null unless it does
     */
    public record Answer(
            Outcome outcome,
            @Nullable String reason,
            @Nullable Instant goesOnAt) {}

    /**
     * What a person filled in.
     *
     * @param decision {@code done}, {@code again}, {@code postpone} or {@code skip}
     * @param postponedTo a day such as 2026-12-05
     */
    public record Decision(
            @Nullable String decision,
            @Nullable String remark,
            @Nullable String postponedTo,
            List<Point> points,
            List<Line> figures) {}

    /**
     * Keeps what a person decided. Can be called again with the same decision.
     *
     * @param account who decided, as the server tells
     */
    @Transactional
    public Answer decide(String id, String account, Decision decision) {
        PreventiveRun run = runs.require(id);
        if (run.closedAt() != null) {
            return new Answer(Outcome.SETTLED, null, null);
        }
        MaintenancePlan plan = runs.plan(run.application());
        String remark = decision.remark() == null || decision.remark().isBlank()
                ? null
                : decision.remark().strip();
        if (remark != null && remark.length() > LONGEST) {
            return refused(
                    plan, "The remark is longer than 4,000 characters.", "La remarque dépasse 4 000 caractères.");
        }
        return switch (String.valueOf(decision.decision())) {
            case "done" -> done(run, plan, account, decision, remark);
            case "again" -> later(run, account, decision, remark, RunStatus.DUE, null, clock.instant());
            case "postpone" -> postpone(run, plan, account, decision, remark);
            case "skip" -> {
                if (remark == null) {
                    yield refused(
                            plan,
                            "Say in the remark why it is left out this time.",
                            "Dites en remarque pourquoi elle est passée cette fois.");
                }
                runs.close(id, RunStatus.SKIPPED, account, remark, json.write(decision.points()));
                yield new Answer(Outcome.SETTLED, null, null);
            }
            default -> refused(plan, "Choose what becomes of it.", "Choisissez ce qu’elle devient.");
        };
    }

    private Answer done(
            PreventiveRun run, MaintenancePlan plan, String account, Decision decision, @Nullable String remark) {
        PreventiveEntry entry = runs.entry(run);
        boolean ticked = decision.points().size() >= table.points(entry.entry()).size()
                && decision.points().stream().allMatch(Point::ticked);
        if (!ticked && remark == null) {
            return refused(
                    plan,
                    "Not every point is ticked off: say in the remark what is done about it.",
                    "Tous les points ne sont pas cochés : dites en remarque ce qui est fait.");
        }
        boolean failed = works.all(run.id()).stream()
                .anyMatch(work -> work.turn() == run.turn() && work.state() == WorkState.FAILED);
        if (failed && remark == null) {
            return refused(
                    plan,
                    "Something failed: say in the remark what was done about it.",
                    "Quelque chose a échoué : dites en remarque ce qui a été fait.");
        }
        Optional<Answer> missing = keepFigures(run, plan, entry, decision, remark);
        if (missing.isPresent()) {
            return missing.get();
        }
        runs.close(run.id(), RunStatus.DONE, account, remark, json.write(decision.points()));
        return new Answer(Outcome.SETTLED, null, null);
    }

    /** Why they cannot be kept; empty if they are. */
    private Optional<Answer> keepFigures(
            PreventiveRun run,
            MaintenancePlan plan,
            PreventiveEntry entry,
            Decision decision,
            @Nullable String remark) {
        Map<String, BigDecimal> given = new LinkedHashMap<>();
        decision.figures().stream()
                .filter(line -> line.actual() != null)
                .forEach(line -> given.put(line.figure(), line.actual()));
        List<KeptFigure> kept = new ArrayList<>();
        for (Figure figure : figures(entry, plan)) {
            BigDecimal actual = given.get(label(figure, plan));
            if (actual == null || actual.signum() < 0) {
                return Optional.of(refused(
                        plan,
                        "There is no figure for: " + label(figure, plan) + ".",
                        "Il manque le chiffre : " + label(figure, plan) + "."));
            }
            kept.add(new KeptFigure(
                    figure.id(),
                    figure.name().in(plan.language()),
                    figure.unit(),
                    figure.expected(),
                    figure.most(),
                    actual));
        }
        Optional<KeptFigure> over = kept.stream().filter(KeptFigure::isOver).findFirst();
        if (over.isPresent() && remark == null) {
            return Optional.of(refused(
                    plan,
                    over.get().name() + " is above its limit: say in the remark why.",
                    over.get().name() + " dépasse sa limite : dites pourquoi en remarque."));
        }
        for (int i = 0; i < kept.size(); i++) {
            works.figure(run.id(), i + 1, run.application(), kept.get(i), clock.instant());
        }
        return Optional.empty();
    }

    private Answer postpone(
            PreventiveRun run, MaintenancePlan plan, String account, Decision decision, @Nullable String remark) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), plan.timeZone());
        LocalDate day = day(decision.postponedTo());
        if (day == null || !day.isAfter(today) || day.isAfter(today.plusDays(LONGEST_DELAY))) {
            return refused(
                    plan,
                    "Give a day after today, not more than a year away.",
                    "Donnez un jour après aujourd’hui, dans moins d’un an.");
        }
        if (remark == null) {
            return refused(
                    plan, "Say in the remark why it is postponed.", "Dites en remarque pourquoi elle est reportée.");
        }
        Instant at = day.atTime(Objects.requireNonNull(plan.preventive()).at())
                .atZone(plan.timeZone())
                .toInstant();
        return later(run, account, decision, remark, RunStatus.POSTPONED, day, at);
    }

    private Answer later(
            PreventiveRun run,
            String account,
            Decision decision,
            @Nullable String remark,
            RunStatus status,
            @Nullable LocalDate day,
            Instant at) {
        runs.later(run, status, day, account, remark, json.write(decision.points()));
        return new Answer(Outcome.LATER, null, at);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Answer refused(MaintenancePlan plan, String english, String french) {
        return new Answer(Outcome.REFUSED, RunDocument.french(plan) ? french : english, null);
    }

    /** Reminds those who were to judge a run, and the technical lead. */
    public void remind(String id, List<String> groups) {
        PreventiveRun run = runs.require(id);
        if (run.closedAt() == null) {
            notices.tellDue(runs.plan(run.application()), run, groups);
        }
    }

    /** Nobody judged a run in time. */
    public void giveUp(String id) {
        transaction.executeWithoutResult(status -> {
            PreventiveRun run = runs.require(id);
            if (runs.close(id, RunStatus.NOT_DONE, null, null, null)) {
                notices.tellNotDone(runs.plan(run.application()), run);
            }
        });
    }
}
