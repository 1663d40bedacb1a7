package org.vigie.monitoring.service;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Probe;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.CommandSettings;

/** Watches services through a program of the plan: what it cannot tell is unknown. */
@Component
class ServiceProbe implements Probe {

    private static final int OUTPUT = 200_000;

    private final CheckPrograms programs;

    ServiceProbe(CheckPrograms programs) {
        this.programs = programs;
    }

    @Override
    public String kind() {
        return "command";
    }

    @Override
    public boolean watches(MonitorSettings monitor) {
        return monitor.command() != null;
    }

    @Override
    public Observation probe(Target target) {
        CommandSettings command = target.monitor().command();
        return judge(
                command,
                programs.run(
                        target,
                        CommandLine.of(command.run())
                                .deadline(command.timeout().toDuration())
                                .outputLimit(OUTPUT)
                                .build()));
    }

    static Observation judge(CommandSettings command, CheckPrograms.Result result) {
        List<String> lines = result.lines();
        String last = lines.isEmpty() ? "" : "; it wrote: " + lines.getLast();
        if (!result.succeeded()) {
            String text = command.run().getFirst() + " ended with " + result.outcome() + last;
            return result.outcome() instanceof CommandOutcome.Exited
                    ? Observation.down("service-down", text)
                    : Observation.unknown("command-failed", text);
        }
        String wanted = command.contains();
        if (wanted != null && lines.stream().noneMatch(line -> line.contains(wanted))) {
            return Observation.down("service-down", "the output lacks " + wanted + last);
        }
        if (command.errors() != null) {
            Pattern errors = Pattern.compile(command.errors());
            List<String> found =
                    lines.stream().filter(line -> errors.matcher(line).find()).toList();
            if (!found.isEmpty()) {
                return Observation.degraded(
                        "log-errors",
                        found.size() + " of the last " + lines.size() + " lines tell of errors; the latest: "
                                + found.getLast());
            }
        }
        return Observation.up(command.run().getFirst() + " tells that all runs");
    }
}
