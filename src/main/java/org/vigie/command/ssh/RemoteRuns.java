package org.vigie.command.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.shared.SecretRef;
import org.vigie.shared.ssh.SshHost;

/**
 * Runs on hosts. Each is followed by a thread of its own, so that whoever waits for one may leave off. Thread-safe, also for several
 * Vigies that share the folder.
 */
public final class RemoteRuns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteRuns.class);

    private final Path folder;
    private final UnaryOperator<String> marks;
    private final SshProperties properties;
    private final Map<String, CompletableFuture<Optional<String>>> followed = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param folder with a folder for each run
     * @param marks gives the mark of a run by its id: no other run has it
     */
    public RemoteRuns(Path folder, UnaryOperator<String> marks, SshProperties properties) {
        this.folder = folder;
        this.marks = marks;
        this.properties = properties;
    }

    /** Whether the run is carried out on a host. */
    public boolean isRemote(String runId) {
        return of(runId).isRemote();
    }

    /** Decides that the run is carried out on this host; where it is already, only how to reach that host may change. */
    public void place(String runId, SshHost host, String program, List<SecretRef> secrets, long outputLimit) {
        RemoteFolder run = of(runId);
        if (!run.isRemote() || run.settings().host().id().equals(host.id())) {
            run.keep(new RemoteFolder.Settings(host, program, secrets, outputLimit));
        }
    }

    /**
     * Begins a run unless it was begun, and follows it.
     *
     * @param order what to run; null: only what was begun is followed
     * @return how it ended, as in its status file; empty if it was not followed to its end
     */
    public CompletableFuture<Optional<String>> follow(String runId, @Nullable RemoteOrder order) {
        CompletableFuture<Optional<String>> fresh = new CompletableFuture<>();
        CompletableFuture<Optional<String>> running = followed.putIfAbsent(runId, fresh);
        if (running != null) {
            return running;
        }
        Thread.ofPlatform().daemon().name("run-" + runId).start(() -> follow(runId, order, fresh));
        return fresh;
    }

    private void follow(String runId, @Nullable RemoteOrder order, CompletableFuture<Optional<String>> end) {
        try {
            RemoteFolder run = of(runId);
            Optional<String> status = new Follower(
                            run,
                            marks.apply(runId),
                            order,
                            properties,
                            () -> lostOn(run.settings().host()),
                            () -> closed)
                    .follow();
            followed.remove(runId);
            if (status.isEmpty() && closed) {
                end.completeExceptionally(new CancellationException("run " + runId + " is not followed any more"));
            }
            end.complete(status);
        } catch (InterruptedException | IOException | RuntimeException e) {
            LOG.warn("run {} is not followed any more", runId, e);
            followed.remove(runId);
            end.completeExceptionally(e);
        }
    }

    private List<Follower.Lost> lostOn(SshHost host) {
        List<Follower.Lost> found = new ArrayList<>();
        try (Stream<Path> runs = Files.list(folder)) {
            runs.map(RemoteFolder::new).filter(RemoteFolder::isLost).forEach(run -> {
                SshHost where = run.settings().host();
                if (where.host().equals(host.host())
                        && where.port() == host.port()
                        && where.user().equals(host.user())) {
                    found.add(new Follower.Lost(run, marks.apply(run.runId())));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for runs that were given up", e);
        }
        return found;
    }

    /** How it ended, if that is certain. */
    public Optional<String> kept(String runId) {
        return of(runId).status();
    }

    /** Whether its host may have been told to begin it. */
    public boolean isSent(String runId) {
        return of(runId).isSent();
    }

    /** How it ended, if that is certain; one that nobody follows is followed from now on. */
    public Optional<String> status(String runId) {
        Optional<String> status = of(runId).status();
        if (status.isEmpty() && !closed) {
            follow(runId, null);
        }
        return status;
    }

    /** Whether nothing of it can be running any more, as its host says; false also if that cannot be asked. */
    public boolean isProvedGone(String runId) {
        RemoteFolder run = of(runId);
        if (!run.isSent()) {
            return !followed.containsKey(runId);
        }
        try (RemoteShell shell =
                new RemoteShell(run.settings().host(), properties.limits(), properties.answerWithin())) {
            return shell.isGone(marks.apply(runId));
        } catch (IOException e) {
            return false;
        }
    }

    private RemoteFolder of(String runId) {
        return new RemoteFolder(folder.resolve(runId));
    }

    /** Leaves off following; the runs go on. */
    @Override
    public void close() {
        closed = true;
    }
}
