package org.vigie.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.vigie.command.ssh.RemoteOrder;
import org.vigie.command.ssh.RemoteRuns;
import org.vigie.command.ssh.SshProperties;
import org.vigie.command.supervisor.ProcessTree;
import org.vigie.command.supervisor.Supervisor;
import org.vigie.shared.HintedException;

/**
 * Runs programs, on this machine or on hosts that plans name. A run outlives Vigie: whoever asks for it again under its id gets the same run, whether it goes on, has ended
 * or vanished; it is never repeated. Thread-safe, also for several Vigies that share the data folder.
 */
@Component
@EnableConfigurationProperties({CommandProperties.class, SshProperties.class})
public class Commands implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,150}");

    /** A file can be locked once in a JVM. */
    private static final Object STARTING = new Object();

    private final Path folder;
    private final SupervisorStart supervisors;
    private final Semaphore places;
    private final Supplier<String> place;
    private final RemoteRuns remote;

    @Autowired
    Commands(@Value("${vigie.data-dir:./data}") Path dataDir, CommandProperties properties, SshProperties ssh) {
        this.folder = dataDir.toAbsolutePath().normalize().resolve("commands");
        this.supervisors = new SupervisorStart(folder);
        this.places = new Semaphore(properties.threads(), true);
        this.place = SingletonSupplier.of(() -> RunPlace.of(folder));
        this.remote = new RemoteRuns(folder, runId -> RunPlace.mark(place(), runId), ssh);
    }

    /**
     * Runs a program and waits for its end; waits before for a place, if many run. Only for threads that have time.
     *
     * @param runId letters, digits, dots, hyphens and underscores; names one run for ever
     * @return how it ended, perhaps before this was called
     * @throws CancellationException if the thread is interrupted; the run goes on
     */
    public CommandOutcome run(String runId, CommandLine line) {
        try {
            places.acquire();
            try {
                return start(runId, line).await();
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("no longer waiting for run " + runId);
        }
    }

    /** Starts a program, unless it was started before under this id. Takes no place of those that run at a time. */
    CommandRun start(String runId, CommandLine line) {
        try {
            create(folderOf(runId));
            synchronized (STARTING) {
                try (FileChannel channel = FileChannel.open(
                                folderOf(runId).resolve("start.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (line.host() != null && (remote.isRemote(runId) || !wasStarted(runId))) {
                        remote.place(
                                runId,
                                line.host(),
                                line.arguments().getFirst(),
                                List.copyOf(line.secrets().values()),
                                line.outputLimit());
                    } else if (lock.isValid() && !wasStarted(runId)) {
                        supervisors
                                .start(RunPlace.mark(place(), runId), folderOf(runId), line)
                                .ifPresent(outcome -> runOf(runId).keep(outcome));
                    }
                }
            }
            return remote.isRemote(runId) ? startElsewhere(runId, line) : runOf(runId);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start run " + runId, e);
        }
    }

    private CommandRun startElsewhere(String runId, CommandLine line) {
        RemoteOrders.Result result = RemoteOrders.of(line);
        CommandRun run = remoteRunOf(runId, result.order().orElse(null));
        if (remote.kept(runId).isEmpty()) {
            if (result.order().isPresent() || remote.isSent(runId)) {
                remote.follow(runId, result.order().orElse(null));
            } else {
                run.keep(result.otherwise());
            }
        }
        return run;
    }

    private boolean wasStarted(String runId) {
        return remote.isRemote(runId)
                || Files.exists(folderOf(runId).resolve(Supervisor.PID_FILE))
                || Files.exists(folderOf(runId).resolve(Supervisor.STATUS_FILE));
    }

    /** The run with this id, if there ever was one and its log is still kept. */
    public Optional<CommandRun> find(String runId) {
        return wasStarted(runId) ? Optional.of(runOf(runId)) : Optional.empty();
    }

    /** Asks for the end of a run and of all that it started; one that has not begun will end at once. */
    public void cancel(String runId) {
        try {
            create(folderOf(runId));
            runOf(runId).cancel();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot cancel run " + runId, e);
        }
    }

    /** Where runs are started and followed: the same for all Vigies that share the data folder, and for nobody else. */
    public String place() {
        return place.get();
    }

    /** Whether nothing of a run can be running any more; false also where that cannot be found out. */
    public boolean isProvedGone(String runId) {
        return runOf(runId).isProvedGone();
    }

    private CommandRun runOf(String runId) {
        return remote.isRemote(runId)
                ? remoteRunOf(runId, null)
                : new CommandRun(runId, folderOf(runId), () -> processesOf(runId));
    }

    private CommandRun remoteRunOf(String runId, @Nullable RemoteOrder order) {
        return new RemoteCommandRun(runId, folderOf(runId), () -> processesOf(runId), remote, order);
    }

    private ProcessTree processesOf(String runId) {
        return new ProcessTree(RunPlace.mark(place(), runId), ProcessTree.NO_PROCESS);
    }

    /** Leaves off following what runs on hosts; it goes on, as everything else does. */
    @Override
    public void close() {
        remote.close();
    }

    private Path folderOf(String runId) {
        if (!ID.matcher(runId).matches()) {
            throw new HintedException(
                    "not the id of a run: " + runId.replaceAll("\\p{Cntrl}", " "),
                    "Use letters, digits, dots, hyphens and underscores.");
        }
        return folder.resolve(runId);
    }

    private static void create(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        try {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(path);
            }
        } catch (FileAlreadyExistsException e) {
            // from an earlier attempt
        }
    }
}
