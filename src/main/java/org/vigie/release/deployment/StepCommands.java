package org.vigie.release.deployment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.OperationStep;
import org.vigie.operation.OperationSteps;
import org.vigie.operation.StepStatus;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.ssh.SshHost;

/** Runs the commands of a plan as steps of an operation, each once: what has failed is not tried again. */
@Component
public class StepCommands {

    private static final int LINES = 2_000;

    private final Executor executor;
    private final OperationSteps steps;
    private final CommandValues values;
    private final ReleaseFolders folders;

    StepCommands(Executor executor, OperationSteps steps, CommandValues values, ReleaseFolders folders) {
        this.executor = executor;
        this.steps = steps;
        this.values = values;
        this.folders = folders;
    }

    /**
     * A command that is ready to run.
     *
     * @param step name for people, unique in the operation
     * @param command as the plan has it
     * @param values of what stands in braces
     * @param folder it runs in; a relative one on a host is below the folder of the account
     * @param database whose password the command gets as {@code DATABASE_PASSWORD}; empty: none
     * @param host where it runs; null: on the machine of Vigie
     */
    public record Call(
            String step,
            List<String> command,
            Map<String, String> values,
            Path folder,
            Duration deadline,
            Optional<DatabaseSettings> database,
            @Nullable SshHost host) {}

    /**
     * How it ended.
     *
     * @param judged whether the program itself said so: it ran to its end
     * @param text for people
     * @param output its last lines
     */
    public record Result(boolean success, boolean judged, String text, List<String> output) {

        /** The last line that is not blank; empty if there is none. */
        public Optional<String> lastLine() {
            return output.reversed().stream().filter(line -> !line.isBlank()).findFirst();
        }

        /** What is worth reading of a failure. */
        public String complaint() {
            return text + lastLine().map(line -> ": " + line.strip()).orElse("");
        }
    }

    /**
     * A command of a deployment that runs where the deployment is: in its place on this machine, or in the home of the account of its
     * host.
     */
    public Call there(
            Deployment deployment,
            String step,
            List<String> command,
            Map<String, String> further,
            Optional<DatabaseSettings> database) {
        Map<String, String> filled = values.there(deployment);
        filled.putAll(further);
        return new Call(
                step,
                command,
                filled,
                deployment.host() == null ? deployment.place(folders) : Path.of("."),
                deployment.settings().stepDeadline().toDuration(),
                database,
                deployment.host());
    }

    /** Runs a command, or reads how it ended if it was begun before. */
    public Result run(String operationId, Call call, Heartbeat heartbeat) {
        Optional<OperationStep> before = steps.find(operationId, call.step());
        if (before.filter(step -> step.status() == StepStatus.FAILED).isPresent()) {
            String detail = String.valueOf(before.get().detail());
            return new Result(false, detail.startsWith("exit code"), detail, output(operationId, call));
        }
        CommandLine.Builder line = CommandLine.of(Placeholders.fill(call.command(), call.values()))
                .in(call.folder())
                .deadline(call.deadline())
                .on(call.host());
        call.database().ifPresent(database -> line.secret("DATABASE_PASSWORD", database.passwordFrom()));
        CommandLine ready = line.build();
        CommandOutcome outcome = executor.run(operationId, call.step(), ready, heartbeat);
        return new Result(
                outcome.isSuccess(ready),
                outcome instanceof CommandOutcome.Exited,
                outcome.toString(),
                output(operationId, call));
    }

    private List<String> output(String operationId, Call call) {
        return executor.output(operationId, call.step(), LINES);
    }
}
