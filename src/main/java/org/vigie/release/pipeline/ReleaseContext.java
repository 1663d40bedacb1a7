package org.vigie.release.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.OperationSteps;
import org.vigie.operation.Operations;
import org.vigie.operation.StepStatus;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.ReleaseSettings;
import org.vigie.release.deployment.CommandValues;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.deployment.ReleaseFolders;
import org.vigie.release.deployment.StepCommands;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.ReleaseRuns;

/** What the steps of releases share: the release with its plan, its commands and its steps as people follow them. */
@Component
public class ReleaseContext {

    private final Operations operations;
    private final OperationSteps steps;
    private final Plans plans;
    private final ReleaseRuns runs;
    private final StepCommands commands;
    private final CommandValues values;
    private final ReleaseFolders folders;

    ReleaseContext(
            Operations operations,
            OperationSteps steps,
            Plans plans,
            ReleaseRuns runs,
            StepCommands commands,
            CommandValues values,
            ReleaseFolders folders) {
        this.operations = operations;
        this.steps = steps;
        this.plans = plans;
        this.runs = runs;
        this.commands = commands;
        this.values = values;
        this.folders = folders;
    }

    public ReleaseRun run(String operationId) {
        return runs.require(operationId);
    }

    /** @throws ReleaseFailedException if the plan says nothing about releases any more */
    public MaintenancePlan plan(String application) {
        return plans.find(application)
                .filter(plan -> plan.release() != null)
                .orElseThrow(() -> new ReleaseFailedException(
                        "plan-without-releases", "the plan of " + application + " does not say how it is released"));
    }

    public ReleaseSettings settings(ReleaseRun run) {
        return Objects.requireNonNull(plan(run.application()).release());
    }

    public Deployment deployment(ReleaseRun run, String environment, String slot) {
        return new Deployment(plan(run.application()), environment, slot, run);
    }

    /** Facts of the release; what is known already stays. */
    public void keep(String operationId, Map<String, ?> facts) {
        runs.add(operationId, facts);
    }

    /** What people see of the operation. */
    public void show(String operationId, Map<String, ?> details) {
        operations.addDetails(operationId, details);
    }

    /** Work that no command does, as a step that people can follow. */
    public void step(String operationId, String name, Work work) {
        steps.begin(operationId, name);
        try {
            steps.end(operationId, name, StepStatus.SUCCEEDED, work.carryOut());
        } catch (ReleaseFailedException e) {
            steps.end(operationId, name, StepStatus.FAILED, e.fact());
            throw e;
        }
    }

    /** Work that ends with a sentence for people. */
    @FunctionalInterface
    public interface Work {
        String carryOut();
    }

    /**
     * Runs commands in the sources.
     *
     * @param what name of the step for people
     * @param cause why the release fails if one does not succeed
     */
    void inSources(
            ReleaseRun run,
            String what,
            String cause,
            List<List<String>> list,
            Map<String, String> further,
            Heartbeat heartbeat) {
        for (int i = 0; i < list.size(); i++) {
            Map<String, String> all = values.of(run);
            all.putAll(further);
            StepCommands.Result result = commands.run(
                    run.operationId(),
                    new StepCommands.Call(
                            list.size() == 1 ? what : what + " (" + (i + 1) + " of " + list.size() + ")",
                            list.get(i),
                            all,
                            folders.work(run.application(), run.operationId()).resolve("source"),
                            settings(run).stepDeadline().toDuration(),
                            Optional.empty(),
                            null),
                    heartbeat);
            requireSuccess(result, what, cause);
        }
    }

    /** Runs a command where a deployment is, with its database. */
    public StepCommands.Result inPlace(
            String operationId,
            Deployment deployment,
            String what,
            List<String> command,
            Map<String, String> further,
            Heartbeat heartbeat) {
        return commands.run(
                operationId,
                commands.there(deployment, what, command, further, CommandValues.database(deployment)),
                heartbeat);
    }

    /** What did not run to its end says nothing about the version. */
    static void requireSuccess(StepCommands.Result result, String what, String cause) {
        if (!result.success()) {
            throw new ReleaseFailedException(
                    result.judged() ? cause : "command-broken", what + ": " + result.complaint());
        }
    }
}
