package org.vigie.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.vigie.command.supervisor.ProcessTree;

/** What runs of a Vigie with a data folder, its supervisor included. */
public final class RunProcesses {

    private RunProcesses() {}

    public static Set<ProcessHandle> alive(Path data, String runId) {
        return tree(data, runId).alive(List.of());
    }

    /** Kills them. */
    public static void end(Path data, String runId) {
        tree(data, runId).end(List.of(), 0);
    }

    private static ProcessTree tree(Path data, String runId) {
        Path folder = data.toAbsolutePath().normalize().resolve("commands");
        return new ProcessTree(RunPlace.mark(RunPlace.of(folder), runId), ProcessTree.NO_PROCESS);
    }
}
