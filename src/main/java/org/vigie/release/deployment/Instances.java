package org.vigie.release.deployment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.vigie.command.CommandLine;
import org.vigie.command.KeptPrograms;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.ReleaseSettings.Instance;

/** Starts and stops the instances of a slot. Every method can be called again and then changes nothing. */
@Component
public class Instances {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int LINES = 20;

    private final ProgramStore store;
    private final KeptPrograms programs;
    private final StepCommands commands;
    private final CommandValues values;
    private final Artefacts artefacts;
    private final HealthProbe health;
    private final ReleaseFolders folders;

    Instances(
            ProgramStore store,
            KeptPrograms programs,
            StepCommands commands,
            CommandValues values,
            Artefacts artefacts,
            HealthProbe health,
            ReleaseFolders folders) {
        this.store = store;
        this.programs = programs;
        this.commands = commands;
        this.values = values;
        this.artefacts = artefacts;
        this.health = health;
        this.folders = folders;
    }

    /**
     * Starts all instances of a deployment, in a slot that does not serve; what another version left there is ended before.
     *
     * @param operationId whose step it is
     * @throws ReleaseFailedException if the artefact is not sound or a command fails
     */
    public void start(Deployment deployment, String operationId, Heartbeat heartbeat) {
        clear(deployment, operationId, heartbeat);
        for (Instance instance : deployment.environment().instances()) {
            if (instance.command() != null) {
                store.want(deployment, deployment.slot(), instance.role());
                ensure(deployment, program(deployment, instance));
            }
        }
        runAll(deployment, operationId, "Start", deployment.environment().start(), heartbeat);
    }

    /**
     * Makes a slot that does not serve ready: what another version left there is ended, and the artefact is in its place, on the host of
     * the environment too.
     *
     * @param operationId whose step it is
     * @throws ReleaseFailedException if the artefact is not sound or cannot be brought to its host
     */
    public void clear(Deployment deployment, String operationId, Heartbeat heartbeat) {
        boolean others = store.of(deployment.application(), deployment.name(), deployment.slot()).stream()
                .anyMatch(program ->
                        !program.operationId().equals(deployment.run().operationId()));
        if (others) {
            store.unwant(deployment.application(), deployment.name(), deployment.slot());
            endPrograms(deployment.application(), deployment.name(), deployment.slot());
        }
        heartbeat.check();
        artefacts.place(deployment);
        runAll(
                deployment,
                operationId,
                "Bring the artefact to",
                deployment.environment().bring(),
                (step, command) -> new StepCommands.Call(
                        step,
                        command,
                        values.of(deployment),
                        deployment.place(folders),
                        deployment.settings().stepDeadline().toDuration(),
                        Optional.empty(),
                        null),
                heartbeat);
    }

    /**
     * Waits until every instance answers as it should.
     *
     * @throws ReleaseFailedException with what was seen and the last lines of the instance, if one ends or does not get well
     */
    public void awaitWell(Deployment deployment, Heartbeat heartbeat) {
        long deadline = System.nanoTime()
                + deployment.settings().startWithin().toDuration().toNanos();
        for (Instance instance : deployment.environment().instances()) {
            awaitWell(deployment, instance, deadline, heartbeat);
        }
    }

    /** Whether every instance answers as it should now. */
    public boolean areWell(Deployment deployment) {
        return deployment.environment().instances().stream()
                .allMatch(instance -> look(deployment, instance).well());
    }

    /** What is wrong with an instance of a deployment now, for people; empty if nothing is. */
    public List<String> complaints(Deployment deployment) {
        return deployment.environment().instances().stream()
                .map(instance -> Map.entry(instance.role(), look(deployment, instance)))
                .filter(look -> !look.getValue().well())
                .map(look -> look.getKey() + " " + look.getValue().detail())
                .toList();
    }

    /**
     * Ends what runs in a slot that does not serve.
     *
     * @param operationId whose step it is
     */
    public void stop(Deployment deployment, String operationId, Heartbeat heartbeat) {
        store.unwant(deployment.application(), deployment.name(), deployment.slot());
        endPrograms(deployment.application(), deployment.name(), deployment.slot());
        runAll(deployment, operationId, "Stop", deployment.environment().stop(), heartbeat);
    }

    /** Starts a program, in a run of its own if an earlier one has ended. */
    void ensure(Deployment deployment, Program program) {
        ensure(program, current -> programs.start(current.runId(), line(deployment, current)));
    }

    void ensure(Program program, Consumer<Program> start) {
        Program current = program;
        if (programs.outcome(program.runId()).isPresent()) {
            store.again(program);
            current = store.of(program.application(), program.environment(), program.slot()).stream()
                    .filter(kept -> kept.role().equals(program.role()))
                    .findFirst()
                    .orElseThrow();
        }
        start.accept(current);
    }

    private CommandLine line(Deployment deployment, Program program) {
        Instance instance = deployment.environment().instances().stream()
                .filter(known -> known.role().equals(program.role()))
                .findFirst()
                .orElseThrow();
        Map<String, String> filled = values.of(deployment);
        filled.put("port", String.valueOf(deployment.port(instance)));
        filled.put("role", instance.role());
        CommandLine.Builder line = CommandLine.of(Placeholders.fill(Objects.requireNonNull(instance.command()), filled))
                .in(deployment.place(folders))
                .deadline(KeptPrograms.EVER);
        CommandValues.database(deployment)
                .ifPresent(database -> line.secret("DATABASE_PASSWORD", database.passwordFrom()));
        return line.build();
    }

    private Program program(Deployment deployment, Instance instance) {
        return store.of(deployment.application(), deployment.name(), deployment.slot()).stream()
                .filter(program -> program.role().equals(instance.role()))
                .findFirst()
                .orElseThrow();
    }

    private void awaitWell(Deployment deployment, Instance instance, long deadline, Heartbeat heartbeat) {
        HealthProbe.Look look = look(deployment, instance);
        while (!look.well()) {
            heartbeat.check();
            boolean ended = awaitEnd(deployment, instance);
            look = look(deployment, instance);
            if (!look.well() && (ended || System.nanoTime() > deadline)) {
                throw new ReleaseFailedException(
                        ended ? "instance-ended" : "not-healthy",
                        instance.role() + " of " + deployment.run().version() + " in " + deployment.name()
                                + (ended ? " has ended" : " did not get well") + "; " + look.detail()
                                + lastLines(deployment, instance));
            }
        }
        if (awaitEnd(deployment, instance)) {
            throw new ReleaseFailedException(
                    "instance-ended",
                    instance.role() + " of " + deployment.run().version() + " in " + deployment.name() + " has ended"
                            + lastLines(deployment, instance));
        }
    }

    /** Waits a moment; true if its program has ended. */
    private boolean awaitEnd(Deployment deployment, Instance instance) {
        if (instance.command() == null) {
            Pause.of(BETWEEN_LOOKS);
            return false;
        }
        return programs.awaitEnd(program(deployment, instance).runId(), BETWEEN_LOOKS);
    }

    private HealthProbe.Look look(Deployment deployment, Instance instance) {
        return health.look(
                deployment.address(instance),
                deployment.settings().health(),
                deployment.run().version());
    }

    private String lastLines(Deployment deployment, Instance instance) {
        if (instance.command() == null) {
            return "";
        }
        List<String> lines = programs.tail(program(deployment, instance).runId(), LINES);
        return lines.isEmpty() ? "" : "; its last lines: " + String.join(" | ", lines);
    }

    private void endPrograms(String application, String environment, String slot) {
        List<Program> running = store.of(application, environment, slot);
        running.forEach(program -> programs.askToEnd(program.runId()));
        for (Program program : running) {
            if (!programs.end(program.runId())) {
                throw new ReleaseFailedException(
                        "instance-does-not-end",
                        program.role() + " in slot " + slot + " of " + environment + " does not end",
                        "Look for what runs with VIGIE_RUN=" + program.runId() + " and end it.");
            }
        }
    }

    private void runAll(
            Deployment deployment, String operationId, String what, List<List<String>> list, Heartbeat heartbeat) {
        runAll(
                deployment,
                operationId,
                what,
                list,
                (step, command) ->
                        commands.there(deployment, step, command, Map.of(), CommandValues.database(deployment)),
                heartbeat);
    }

    private void runAll(
            Deployment deployment,
            String operationId,
            String what,
            List<List<String>> list,
            BiFunction<String, List<String>, StepCommands.Call> call,
            Heartbeat heartbeat) {
        for (int i = 0; i < list.size(); i++) {
            String step = what + " slot " + deployment.slot() + " of " + deployment.name()
                    + (list.size() == 1 ? "" : " (" + (i + 1) + ")");
            StepCommands.Result result = commands.run(operationId, call.apply(step, list.get(i)), heartbeat);
            if (!result.success()) {
                throw new ReleaseFailedException("command-failed", step + ": " + result.complaint());
            }
        }
    }
}
