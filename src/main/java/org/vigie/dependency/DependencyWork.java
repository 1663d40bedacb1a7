package org.vigie.dependency;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.Commands;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.DependencyTool;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;

/** Runs the tools of a plan that look for flaws, or for newer versions, and opens what they report. */
class DependencyWork implements PreventiveWork {

    private static final int ALL = Integer.MAX_VALUE;
    private static final int SHOWN = 100;

    private final String id;
    private final boolean audits;
    private final Commands commands;
    private final Dependencies dependencies;

    /** @param audits whether it runs the tools that look for flaws; otherwise those for newer versions */
    DependencyWork(String id, boolean audits, Commands commands, Dependencies dependencies) {
        this.id = id;
        this.audits = audits;
        this.commands = commands;
        this.dependencies = dependencies;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        List<DependencyTool> tools = order.plan().preventive() == null
                ? List.of()
                : order.plan().preventive().dependencies().stream()
                        .filter(tool -> tool.tool().isAudit() == audits)
                        .toList();
        if (tools.isEmpty()) {
            return WorkResult.notSetUp(order.say(
                    "The plan names no tools: add them to preventive.dependencies.",
                    "Le plan ne nomme pas d’outils : ajoutez-les à preventive.dependencies."));
        }
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < tools.size(); i++) {
            heartbeat.check();
            reports.add(report(order, tools.get(i), i));
        }
        List<Found> all =
                reports.stream().flatMap(report -> report.found().stream()).toList();
        List<String> lines = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        int opened = 0;
        int known = 0;
        for (Report report : reports) {
            lines.add(report.tool().id() + ":");
            if (report.unreadable() != null) {
                refused.add(report.unreadable().fact());
                lines.add("  " + report.unreadable().sentences());
                continue;
            }
            Dependencies.Taken taken = dependencies.take(
                    order.plan().application(),
                    report.tool().ecosystem(),
                    report.found().stream().map(found -> found.asSevereAs(all)).toList());
            opened += taken.opened();
            known += taken.known();
            report.found().stream().limit(SHOWN).forEach(entry -> lines.add("  " + entry.line()));
        }
        String sentence = order.say(
                opened + " new findings have a ticket, " + known + " were known.",
                opened + " nouveaux constats ont un ticket, " + known + " étaient connus.");
        return refused.isEmpty()
                ? WorkResult.done(sentence, lines)
                : WorkResult.failed(sentence + " " + String.join("; ", refused) + ".", lines);
    }

    /** What a tool reports, or why that cannot be read. */
    private record Report(
            DependencyTool.Tool tool,
            List<Found> found,
            @Nullable UnreadableReportException unreadable) {}

    private Report report(WorkOrder order, DependencyTool tool, int number) {
        try {
            return new Report(tool.tool(), ToolReports.read(tool.tool(), run(order, tool, number)), null);
        } catch (UnreadableReportException e) {
            return new Report(tool.tool(), List.of(), e);
        }
    }

    /** All that the tool wrote. Whether it found something or failed shows in that: its exit code is the same for both. */
    private String run(WorkOrder order, DependencyTool tool, int number) {
        CommandLine.Builder line = CommandLine.of(tool.run())
                .deadline(tool.deadline().toDuration())
                .on(order.plan().place(tool.on()));
        if (tool.folder() != null) {
            line.in(tool.folder());
        }
        String run = "dependency-" + order.runId() + "-" + order.turn() + "-" + id + "-" + (number + 1);
        CommandOutcome outcome = commands.run(run, line.build());
        if (!(outcome instanceof CommandOutcome.Exited)) {
            throw new UnreadableReportException(tool.tool().id(), outcome.toString());
        }
        return commands.find(run)
                .map(found -> String.join("\n", found.log().tail(ALL)))
                .orElse("");
    }
}
