package org.vigie.release.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.command.CommandLine;
import org.vigie.command.KeptPrograms;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.ReleaseSettings.Entry;
import org.vigie.release.record.ReleaseRun;

/** The public entries: which slot they pass requests on to, and the switch. */
@Component
public class Entries {

    private static final Duration TO_SHOW = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final ProgramStore store;
    private final KeptPrograms programs;
    private final Instances instances;
    private final StepCommands commands;
    private final CommandValues values;
    private final HealthProbe health;
    private final ReleaseFolders folders;

    Entries(
            ProgramStore store,
            KeptPrograms programs,
            Instances instances,
            StepCommands commands,
            CommandValues values,
            HealthProbe health,
            ReleaseFolders folders) {
        this.store = store;
        this.programs = programs;
        this.instances = instances;
        this.commands = commands;
        this.values = values;
        this.health = health;
        this.folders = folders;
    }

    /**
     * What serves, as the record has it.
     *
     * @param operationId the release whose version it is
     */
    public record Serving(String slot, String version, String artefact, String operationId) {}

    public Optional<Serving> serving(String application, String environment) {
        return store.serving(application, environment)
                .map(found -> new Serving(found.slot(), found.version(), found.artefact(), found.operationId()));
    }

    /**
     * Lets a deployment serve, with what served before still there for assets, and looks whether it does.
     *
     * @param operationId whose step it is
     * @throws ReleaseFailedException if the entry does not show the version; what serves is unknown then
     */
    public void switchTo(Deployment deployment, String operationId, Heartbeat heartbeat) {
        heartbeat.check();
        if (deployment.environment().switchTo().isEmpty()) {
            write(deployment, upstream(deployment));
        } else {
            runSwitch(deployment, operationId, heartbeat);
        }
        keepRunning(deployment);
        store.serves(deployment);
        HealthProbe.Look look = awaitShown(deployment);
        if (!look.well()) {
            throw new ReleaseFailedException(
                    "entry-shows-another",
                    "the entry " + deployment.environment().address() + " does not show "
                            + deployment.run().version() + ": " + look.detail());
        }
    }

    /** Closes the entry: users see that the application is closed for a moment. */
    public void close(Deployment deployment) {
        if (deployment.environment().switchTo().isEmpty()) {
            write(deployment, List.of());
        }
    }

    /** Takes a slot that has ended out of the entry. */
    public void serveAlone(Deployment deployment) {
        if (deployment.environment().switchTo().isEmpty()) {
            write(deployment, List.of(port(deployment)));
        }
    }

    /** How the public entry is. */
    public HealthProbe.Look look(Deployment deployment) {
        return health.look(
                deployment.environment().address(),
                deployment.settings().health(),
                deployment.run().version());
    }

    /** Starts the entry unless it runs. */
    void keepRunning(Deployment deployment) {
        Entry entry = deployment.environment().entry();
        if (entry == null) {
            return;
        }
        Optional<Program> known = entryOf(deployment);
        if (known.isEmpty()) {
            sources(deployment);
            store.want(deployment, Program.ENTRY, Program.ENTRY);
        }
        Program program = known.or(() -> entryOf(deployment)).orElseThrow();
        instances.ensure(
                program,
                current -> programs.start(
                        current.runId(),
                        CommandLine.of(Placeholders.fill(entry.command(), values.of(deployment)))
                                .in(entryFolder(deployment))
                                .deadline(KeptPrograms.EVER)
                                .build()));
    }

    private Optional<Program> entryOf(Deployment deployment) {
        return store.of(deployment.application(), deployment.name(), Program.ENTRY).stream()
                .findFirst();
    }

    /** It stays the one of the first release: replacing it would interrupt the service. */
    private void sources(Deployment deployment) {
        Path folder = entryFolder(deployment);
        ReleaseRun run = deployment.run();
        Path sources = folders.work(run.application(), run.operationId()).resolve("source");
        ReleaseFolders.delete(folder);
        ReleaseFolders.make(folder);
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(sources.relativize(file));
                ReleaseFolders.make(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the sources of the entry", e);
        }
    }

    private Path entryFolder(Deployment deployment) {
        return folders.environment(deployment.application(), deployment.name()).resolve(Program.ENTRY);
    }

    private HealthProbe.Look awaitShown(Deployment deployment) {
        long deadline = System.nanoTime() + TO_SHOW.toNanos();
        HealthProbe.Look look = look(deployment);
        while (!look.well() && System.nanoTime() < deadline) {
            Pause.of(BETWEEN_LOOKS);
            look = look(deployment);
        }
        return look;
    }

    private List<String> upstream(Deployment deployment) {
        @Nullable
        String before = serving(deployment.application(), deployment.name())
                .filter(serving -> !serving.slot().equals(deployment.slot()))
                .map(serving ->
                        port(new Deployment(deployment.plan(), deployment.name(), serving.slot(), deployment.run())))
                .orElse(null);
        return before == null ? List.of(port(deployment)) : List.of(port(deployment), before);
    }

    private static String port(Deployment deployment) {
        return String.valueOf(deployment.port(deployment.environment().front()));
    }

    private void write(Deployment deployment, List<String> ports) {
        Path file = folders.upstream(deployment.application(), deployment.name());
        try {
            Path draft = Files.createTempFile(ReleaseFolders.make(file.getParent()), ".upstream", "");
            Files.writeString(draft, String.join("\n", ports) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void runSwitch(Deployment deployment, String operationId, Heartbeat heartbeat) {
        List<List<String>> list = deployment.environment().switchTo();
        for (int i = 0; i < list.size(); i++) {
            String step = "Switch " + deployment.name() + " to slot " + deployment.slot() + " (" + (i + 1) + ")";
            StepCommands.Result result = commands.run(
                    operationId, commands.there(deployment, step, list.get(i), Map.of(), Optional.empty()), heartbeat);
            if (!result.success()) {
                throw new ReleaseFailedException("switch-failed", step + ": " + result.complaint());
            }
        }
    }
}
