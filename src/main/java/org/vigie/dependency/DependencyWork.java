package org.vigie.dependency;

import java.util.ArrayList;
import java.util.List;
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
        List<String> lines = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        int opened = 0;
        int known = 0;
        for (int i = 0; i < tools.size(); i++) {
            heartbeat.check();
            DependencyTool tool = tools.get(i);
            lines.add(tool.tool().id() + ":");
            try {
                List<Found> found = ToolReports.read(tool.tool(), run(order, tool, i));
                Dependencies.Taken taken = dependencies.take(
                        order.plan().application(), tool.tool().ecosystem(), found);
                opened += taken.opened();
                known += taken.known();
                found.stream().limit(SHOWN).forEach(entry -> lines.add("  " + entry.line()));
            } catch (UnreadableReportException e) {
                refused.add(e.fact());
                lines.add("  " + e.sentences());
            }
        }
        String sentence = order.say(
                opened + " new findings have a ticket, " + known + " were known.",
                opened + " nouveaux constats ont un ticket, " + known + " étaient connus.");
        return refused.isEmpty()
                ? WorkResult.done(sentence, lines)
                : WorkResult.failed(sentence + " " + String.join("; ", refused) + ".", lines);
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
