package org.vigie.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.command.ssh.RemoteOrder;
import org.vigie.command.ssh.RemoteRuns;
import org.vigie.command.supervisor.ProcessTree;

/** A run on a host. What is known of it stands in its folder here, as of a run of this machine. */
final class RemoteCommandRun extends CommandRun {

    private final RemoteRuns runs;
    private final @Nullable RemoteOrder order;

    /** @param order what to run; null: only what was begun is followed */
    RemoteCommandRun(
            String id, Path folder, Supplier<ProcessTree> processes, RemoteRuns runs, @Nullable RemoteOrder order) {
        super(id, folder, processes);
        this.runs = runs;
        this.order = order;
    }

    @Override
    public Optional<CommandOutcome> outcome() {
        return runs.status(id()).map(CommandOutcome::parse);
    }

    @Override
    CommandOutcome await() throws InterruptedException {
        Optional<String> status = runs.kept(id());
        while (status.isEmpty()) {
            try {
                status = runs.follow(id(), order).get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("run " + id() + " cannot be followed", e.getCause());
            }
            // it may have been followed by somebody who did not know what to run
            if (status.isEmpty() && order == null) {
                return new CommandOutcome.Unknown("its host knows nothing of it, and its secrets are not there");
            }
        }
        return CommandOutcome.parse(status.get());
    }

    @Override
    boolean isProvedGone() {
        return runs.isProvedGone(id());
    }
}
