package org.vigie.release.deployment;

import java.util.List;
import org.springframework.stereotype.Component;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.OperationCommands;

/** Runs commands as steps of operations, on the machine of Vigie or on a host, under one contract. */
@Component
class OperationExecutor implements Executor {

    private final OperationCommands commands;

    OperationExecutor(OperationCommands commands) {
        this.commands = commands;
    }

    @Override
    public CommandOutcome run(String operationId, String step, CommandLine line, Heartbeat heartbeat) {
        return commands.run(operationId, step, line, heartbeat);
    }

    @Override
    public List<String> output(String operationId, String step, int lines) {
        return commands.output(operationId, step, lines);
    }
}
