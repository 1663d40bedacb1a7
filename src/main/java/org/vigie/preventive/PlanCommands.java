package org.vigie.preventive;

import java.util.ArrayList;
import java.util.List;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.Commands;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.PreventiveSettings.WorkCommands;

/** The programs that a plan names for some work; each is run once for an order, whatever is restarted meanwhile. */
final class PlanCommands {

    private static final int SHOWN = 60;

    private final Commands commands;
    private final WorkCommands wanted;

    PlanCommands(Commands commands, WorkCommands wanted) {
        this.commands = commands;
        this.wanted = wanted;
    }

    WorkResult run(WorkOrder order, Heartbeat heartbeat) {
        List<String> details = new ArrayList<>();
        for (int i = 0; i < wanted.run().size(); i++) {
            List<String> arguments = wanted.run().get(i);
            CommandLine.Builder line = CommandLine.of(arguments)
                    .deadline(wanted.deadline().toDuration())
                    .on(order.plan().place(wanted.on()));
            if (wanted.folder() != null) {
                line.in(wanted.folder());
            }
            String run = "preventive-" + order.runId() + "-" + order.turn() + "-" + wanted.work() + "-" + (i + 1);
            heartbeat.check();
            CommandLine built = line.build();
            CommandOutcome outcome = commands.run(run, built);
            details.add(String.join(" ", arguments) + ": " + outcome);
            commands.find(run).ifPresent(found -> found.log().tail(SHOWN).forEach(text -> details.add("  " + text)));
            if (!outcome.isSuccess(built)) {
                return WorkResult.failed(arguments.getFirst() + ": " + outcome, details);
            }
        }
        return WorkResult.done(
                order.say("The programs of the plan ended well.", "Les programmes du plan se sont bien terminés."),
                details);
    }
}
