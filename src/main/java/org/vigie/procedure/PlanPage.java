package org.vigie.procedure;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vigie.plan.Contact;
import org.vigie.plan.EscalationChain;
import org.vigie.plan.MaintenancePlan;

/** What the plan file says that people look up: who answers for what, when, and in which order they are called. */
final class PlanPage {

    private PlanPage() {}

    /** In Markdown. */
    static String render(MaintenancePlan plan) {
        StringBuilder page = new StringBuilder("## People\n\n| name | answers for | mail |\n|---|---|---|\n");
        for (Contact contact : plan.contacts()) {
            page.append(ModelXml.row(List.of(
                    contact.name(),
                    contact.roles().stream().map(role -> role.key()).collect(Collectors.joining(", ")),
                    contact.email())));
        }
        page.append("\n## Who is called, one after the other\n\n| priority | chain | repeated |\n|---|---|---|\n");
        new TreeMap<>(plan.escalation())
                .forEach((priority, chain) -> page.append(ModelXml.row(List.of(
                        priority,
                        chain.steps().stream().map(PlanPage::step).collect(Collectors.joining("; ")),
                        times(chain)))));
        page.append("\n## Working hours (").append(plan.timeZone()).append(")\n\n");
        for (DayOfWeek day : DayOfWeek.values()) {
            String slots =
                    plan.calendar().slotsOn(day).stream().map(Object::toString).collect(Collectors.joining(", "));
            page.append("- ")
                    .append(day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                    .append(": ")
                    .append(slots.isEmpty() ? "free" : slots)
                    .append("\n");
        }
        backups(plan, page);
        return page.toString();
    }

    private static void backups(MaintenancePlan plan, StringBuilder page) {
        if (plan.databases().isEmpty()) {
            return;
        }
        page.append(
                "\n## Databases\n\n| database | backup | restore test | back within | at most lost |\n|---|---|---|---|---|\n");
        plan.databases()
                .forEach(database -> page.append(ModelXml.row(List.of(
                        database.id(),
                        database.backup().daily() == null
                                ? "not by itself"
                                : "every day at " + database.backup().daily(),
                        database.backup().restoreTests() == null
                                ? "not by itself"
                                : database.backup().restoreTests().toString().toLowerCase(Locale.ROOT),
                        database.backup().recoveryTime().toString(),
                        database.backup().recoveryPoint().toString()))));
    }

    private static String step(EscalationChain.Step step) {
        return step.recipient() + " by " + step.channel() + ", then " + step.waitFor() + " of waiting";
    }

    private static String times(EscalationChain chain) {
        return chain.repeat() == 0 ? "no" : chain.repeat() + " times";
    }
}
