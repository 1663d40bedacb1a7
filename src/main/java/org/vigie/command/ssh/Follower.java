package org.vigie.command.ssh;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.command.supervisor.SegmentedLog;
import org.vigie.shared.SecretRef;
import org.vigie.shared.ssh.SshRefusedException;

/** Begins a run on its host unless it was begun, and follows it to its end, over as many connections as that takes. */
final class Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE_BETWEEN_CONNECTIONS = Duration.ofSeconds(15);
    private static final Duration STATUS_POLL = Duration.ofMillis(300);
    private static final Set<String> NOT_EXECUTED = Set.of("exited 126", "exited 127");
    private static final String SETSID_SAYS = "setsid: ";
    private static final int LONGEST_COMPLAINT = 10_000;

    private final RemoteFolder folder;
    private final String mark;
    private final @Nullable RemoteOrder order;
    private final SshProperties properties;
    private final Supplier<List<Lost>> lost;
    private final BooleanSupplier closed;
    private final RemoteFolder.Settings settings;
    private boolean cancelPassedOn;
    private Duration pause = FIRST_PAUSE;

    /** A run that was given up, and its mark. */
    record Lost(RemoteFolder folder, String mark) {}

    /**
     * @param order what to run; null: only what was begun is followed
     * @param lost runs on the same host that must end before this one begins
     * @param closed whether to leave off
     */
    Follower(
            RemoteFolder folder,
            String mark,
            @Nullable RemoteOrder order,
            SshProperties properties,
            Supplier<List<Lost>> lost,
            BooleanSupplier closed) {
        this.folder = folder;
        this.mark = mark;
        this.order = order;
        this.properties = properties;
        this.lost = lost;
        this.closed = closed;
        this.settings = folder.settings();
    }

    /** How it ended; empty if it was not followed to its end. */
    Optional<String> follow() throws IOException, InterruptedException {
        while (!closed.getAsBoolean()) {
            Optional<FileChannel> right = folder.tryFollow();
            if (right.isPresent()) {
                try (FileChannel held = right.get()) {
                    Optional<String> kept = folder.status();
                    return kept.isPresent() || !held.isOpen() ? kept : followAlone();
                }
            }
            pause(STATUS_POLL);
            Optional<String> kept = folder.status();
            if (kept.isPresent()) {
                return kept;
            }
        }
        return Optional.empty();
    }

    private Optional<String> followAlone() throws InterruptedException {
        List<Optional<String>> secrets =
                settings.secrets().stream().map(SecretRef::read).toList();
        try (RemoteShell shell = new RemoteShell(settings.host(), properties.limits(), properties.answerWithin());
                RemoteOutput output = new RemoteOutput(
                        folder.path(),
                        secrets.stream().flatMap(Optional::stream).toList(),
                        settings.outputLimit())) {
            return follow(shell, output);
        }
    }

    private Optional<String> follow(RemoteShell shell, RemoteOutput output) throws InterruptedException {
        long contact = System.nanoTime();
        Duration between = LONGEST_PAUSE;
        while (!closed.getAsBoolean()) {
            try {
                Step step = step(shell, output);
                if (step.done()) {
                    return Optional.ofNullable(step.status());
                }
                contact = System.nanoTime();
                between = LONGEST_PAUSE;
                pause(pause);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            } catch (IOException e) {
                Optional<String> end = afterFailure(e, Duration.ofNanos(System.nanoTime() - contact));
                if (end.isPresent()) {
                    return end;
                }
                LOG.info("no contact with {} for run {}: {}", settings.host().id(), folder.runId(), e.getMessage());
                shell.close();
                pause(between);
                between = shorter(between.multipliedBy(2), LONGEST_PAUSE_BETWEEN_CONNECTIONS);
            }
        }
        return Optional.empty();
    }

    private Optional<String> afterFailure(IOException e, Duration silence) {
        String host = "the host " + settings.host().id();
        if (!folder.isSent()) {
            boolean hopeless = e instanceof SshRefusedException || silence.compareTo(properties.reachWithin()) > 0;
            if (folder.isCancelled()) {
                return Optional.of(folder.keepStatus("cancelled"));
            }
            return hopeless
                    ? Optional.of(folder.keepStatus("not-started " + oneLine(host + ": " + e.getMessage())))
                    : Optional.empty();
        }
        if (silence.compareTo(properties.lostAfter()) <= 0) {
            return Optional.empty();
        }
        folder.lost();
        return Optional.of("unknown "
                + oneLine(host + " has given no answer for " + silence.toSeconds() + " s: " + e.getMessage()));
    }

    /** Whether all is said, and how the run ended if that is known. */
    private record Step(boolean done, @Nullable String status) {

        static final Step GOES_ON = new Step(false, null);
    }

    private Step step(RemoteShell shell, RemoteOutput output) throws IOException, InterruptedException {
        shell.connect();
        if (folder.isCancelled() && !cancelPassedOn) {
            shell.cancel(mark);
            cancelPassedOn = true;
            pause = FIRST_PAUSE;
        }
        Answer answer = shell.look(mark, output.offset());
        return switch (answer.state()) {
            case "none" -> begin(shell);
            case "running" -> {
                take(answer, output);
                yield Step.GOES_ON;
            }
            case "ended" -> {
                take(answer, output);
                yield output.offset() < answer.total() ? Step.GOES_ON : ended(shell, output, answer.text());
            }
            case "unknown" -> new Step(true, "unknown " + answer.text());
            default -> throw new IOException("the host does not answer as it should");
        };
    }

    private void take(Answer answer, RemoteOutput output) {
        output.take(answer);
        if (output.offset() < answer.total()) {
            pause = Duration.ZERO.plusMillis(1);
        }
    }

    private Step begin(RemoteShell shell) throws IOException, InterruptedException {
        if (order == null) {
            return new Step(true, null);
        }
        for (Lost earlier : lost.get()) {
            if (!isEnded(shell, earlier)) {
                return new Step(
                        true,
                        folder.keepStatus("not-started the run "
                                + earlier.folder().runId() + ", which was given up, does not end on the host "
                                + settings.host().id()));
            }
        }
        folder.sent();
        Answer answer = shell.start(mark, order);
        if (answer.state().equals("refused")) {
            String status = "not-started " + oneLine(answer.text());
            if (!shell.forbid(mark, status)) {
                return new Step(true, folder.keepStatus(status));
            }
        }
        pause = FIRST_PAUSE;
        return Step.GOES_ON;
    }

    /** It was cancelled when it was given up. */
    private boolean isEnded(RemoteShell shell, Lost earlier) throws IOException, InterruptedException {
        shell.cancel(earlier.mark());
        long deadline = System.nanoTime() + properties.answerWithin().toNanos();
        while (System.nanoTime() < deadline && !closed.getAsBoolean()) {
            Answer answer = shell.look(earlier.mark(), Long.MAX_VALUE);
            if (answer.state().equals("ended")) {
                earlier.folder().keepStatus(answer.text());
                return true;
            }
            pause(STATUS_POLL);
        }
        return false;
    }

    private Step ended(RemoteShell shell, RemoteOutput output, String status) {
        output.close();
        folder.keepStatus(NOT_EXECUTED.contains(status) ? whyNotExecuted().orElse(status) : status);
        try {
            shell.clean(mark);
        } catch (IOException e) {
            LOG.info(
                    "what run {} wrote stays on {}",
                    folder.runId(),
                    settings.host().id());
        }
        return new Step(true, folder.status().orElse(status));
    }

    /** The system refused to execute it: nothing was written but what {@code setsid} says of it. */
    private Optional<String> whyNotExecuted() {
        Pattern name = Pattern.compile("(?<![\\w.-])" + Pattern.quote(settings.program()) + "(?![\\w./-])");
        List<String> written = folder.firstLines(SegmentedLog.FIRST, LONGEST_COMPLAINT);
        return written.stream()
                .filter(line -> written.size() == 1 && line.startsWith(SETSID_SAYS))
                .filter(line -> name.matcher(line).find())
                .map(line -> "not-started " + oneLine(line.substring(SETSID_SAYS.length())))
                .findFirst();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void pause(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
