package org.vigie.monitoring.service;

import java.util.List;
import org.springframework.stereotype.Component;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.CommandRun;
import org.vigie.command.Commands;
import org.vigie.monitoring.check.Target;

/** Runs programs for checks, once for each check. */
@Component
public class CheckPrograms {

    private static final int LINES = 200;

    private final Commands commands;

    CheckPrograms(Commands commands) {
        this.commands = commands;
    }

    /**
     * How a program ended.
     *
     * @param lines the end of its output
     */
    public record Result(CommandOutcome outcome, boolean succeeded, List<String> lines) {}

    /** Waits for its end, which the deadline of the line bounds. */
    public Result run(Target target, CommandLine line) {
        String run = "check-%s-%s-%d"
                .formatted(
                        target.plan().application(),
                        target.monitor().id(),
                        target.now().toEpochMilli());
        CommandOutcome outcome = commands.run(run, line);
        return new Result(
                outcome,
                outcome.isSuccess(line),
                commands.find(run)
                        .map(CommandRun::log)
                        .map(log -> log.tail(LINES))
                        .orElse(List.of()));
    }
}
