package org.vigie.preventive;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.LocalText;
import org.vigie.plan.MaintenancePlan;

/** What came of a run, for people, in the language of the plan. What came from outside is shown as it is and means nothing to Markdown. */
final class RunDocument {

    private static final String SPECIAL = "\\`*_{}[]()<>#+-.!|~&";

    private RunDocument() {}

    static boolean french(MaintenancePlan plan) {
        return plan.language().getLanguage().equals(Locale.FRENCH.getLanguage());
    }

    /** The sentences that the form shows, safe for Markdown. */
    static List<String> facts(PreventiveRun run, MaintenancePlan plan, List<WorkDone> works) {
        List<String> facts = new ArrayList<>();
        facts.add(plain(due(run, plan)));
        works.forEach(work -> facts.add(plain(name(work, plan) + ": " + text(work.summary()))));
        if (!works.isEmpty()) {
            facts.add((french(plan) ? "Le document entier : " : "The whole document: ") + "`/api/maintenance/"
                    + run.id() + "/document`");
        }
        return facts;
    }

    /** The whole document, in Markdown. */
    static String of(
            PreventiveRun run,
            MaintenancePlan plan,
            List<WorkDone> works,
            List<PreventiveDesk.Point> points,
            List<KeptFigure> figures) {
        StringBuilder text = new StringBuilder("# " + plain(run.title()) + "\n\n");
        text.append(plain(plan.name() + ", " + run.id() + ". " + due(run, plan)))
                .append("\n");
        text.append("\n").append(plain(status(run, plan))).append("\n");
        if (run.remark() != null) {
            text.append("\n> ")
                    .append(plain(run.remark()).replace("\n", "\n> "))
                    .append("\n");
        }
        for (WorkDone work : works) {
            text.append("\n## ").append(plain(name(work, plan)));
            if (work.turn() > 1) {
                text.append(" \\(").append(work.turn()).append("\\)");
            }
            text.append("\n\n").append(plain(text(work.summary()))).append("\n");
            if (!work.details().isEmpty()) {
                // indented, so that no line can end the block
                text.append("\n");
                work.details()
                        .forEach(line -> text.append("    ")
                                .append(line.replaceAll("\\p{Cntrl}", " "))
                                .append("\n"));
            }
        }
        if (!points.isEmpty()) {
            text.append(french(plan) ? "\n## Points cochés\n\n" : "\n## Ticked off\n\n");
            points.forEach(point -> text.append(point.ticked() ? "- [x] " : "- [ ] ")
                    .append(plain(point.point()))
                    .append("\n"));
        }
        if (!figures.isEmpty()) {
            text.append(french(plan) ? "\n## Chiffres\n\n" : "\n## Figures\n\n");
            text.append(
                    french(plan)
                            ? "| chiffre | prévu | au plus | constaté |\n"
                            : "| figure | expected | at most | as it was |\n");
            text.append("|---|---:|---:|---:|\n");
            figures.forEach(figure -> text.append("| %s (%s) | %s | %s | %s%s |\n"
                    .formatted(
                            plain(figure.name()),
                            plain(figure.unit()),
                            figure.expected() == null ? "" : figure.expected().toPlainString(),
                            figure.most() == null ? "" : figure.most().toPlainString(),
                            figure.actual().toPlainString(),
                            figure.isOver() ? " ⚠" : "")));
        }
        return text.toString();
    }

    private static String due(PreventiveRun run, MaintenancePlan plan) {
        String day = run.day()
                .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(plan.language()));
        String moment = run.dueAt()
                .atZone(plan.timeZone())
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT));
        if (french(plan)) {
            return (run.askedBy() == null
                            ? "Entrée du " + day + ", due le " + moment
                            : "Demandée par " + run.askedBy() + " le " + moment)
                    + (run.late() ? ", commencée en retard." : ".");
        }
        return (run.askedBy() == null
                        ? "Entry of " + day + ", due " + moment
                        : "Asked for by " + run.askedBy() + ", " + moment)
                + (run.late() ? ", begun late." : ".");
    }

    private static String status(PreventiveRun run, MaintenancePlan plan) {
        LocalText status = switch (run.status()) {
            case DUE -> new LocalText("En cours", "Under way");
            case ASKED -> new LocalText("Une personne doit juger", "A person is to judge it");
            case POSTPONED -> new LocalText("Reportée au " + run.postponedTo(), "Postponed to " + run.postponedTo());
            case DONE -> new LocalText("Fait", "Done");
            case NOT_SET_UP -> new LocalText("Pas encore configuré", "Not set up yet");
            case SKIPPED -> new LocalText("Passée cette fois", "Left out this time");
            case NOT_DONE ->
                new LocalText("Pas fait : personne n’a jugé à temps", "Not done: nobody judged it in time");
            case MADE_UP_FOR ->
                new LocalText("Rattrapée par " + run.madeUpForBy(), "Made up for by " + run.madeUpForBy());
        };
        String by = run.decidedBy() == null ? "" : (french(plan) ? ", par " : ", by ") + run.decidedBy();
        return status.in(plan.language()) + by + ".";
    }

    private static String name(WorkDone work, MaintenancePlan plan) {
        LocalText mark = switch (work.state()) {
            case RUNNING, WAITING -> new LocalText("en cours", "under way");
            case DONE -> new LocalText("bon", "good");
            case FAILED -> new LocalText("à voir", "to be seen to");
            case NOT_SET_UP -> new LocalText("pas configuré", "not set up");
        };
        return work.work() + " (" + mark.in(plan.language()) + ")";
    }

    private static String text(@Nullable String summary) {
        return summary == null ? "…" : summary;
    }

    /** Foreign text that means nothing to Markdown. */
    static String plain(String foreign) {
        StringBuilder text = new StringBuilder();
        foreign.codePoints().forEach(point -> {
            if (point == '\n') {
                text.append('\n');
            } else if (Character.getType(point) == Character.CONTROL) {
                text.append(' ');
            } else {
                if (SPECIAL.indexOf(point) >= 0) {
                    text.append('\\');
                }
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }
}
