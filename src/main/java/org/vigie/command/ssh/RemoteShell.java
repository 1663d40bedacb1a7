package org.vigie.command.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.ssh.SshConnection;
import org.vigie.shared.ssh.SshHost;
import org.vigie.shared.ssh.SshLimits;

/**
 * Asks a host about runs, one question at a time, over one connection as long as it holds. What is asked stands in no command line:
 * the shell reads it.
 */
final class RemoteShell implements AutoCloseable {

    private static final String SCRIPT = script();
    private static final String DONE = "done";
    private static final String SHELL = "/bin/sh";
    private static final int MOST = 1 << 18;
    private static final int HEADER = 1 << 13;

    private final SshHost host;
    private final SshLimits limits;
    private final Duration answerWithin;
    private @Nullable SshConnection connection;

    RemoteShell(SshHost host, SshLimits limits, Duration answerWithin) {
        this.host = host;
        this.limits = limits;
        this.answerWithin = answerWithin;
    }

    /** Connects unless it is connected. */
    void connect() throws IOException {
        if (connection == null || !connection.session().isOpen()) {
            close();
            connection = SshConnection.open(host, limits);
        }
    }

    /** Begins a run unless it was begun before: {@code started}, or {@code refused} and why. */
    Answer start(String mark, RemoteOrder order) throws IOException {
        return ask("vigie_start", mark, List.of(watcher(), order.text()));
    }

    /** How a run is, and what it wrote from an offset on. */
    Answer look(String mark, long offset) throws IOException {
        return ask("vigie_look", mark, List.of(Long.toString(offset), Integer.toString(MOST)));
    }

    /** Ends a run; one that has not begun never will. */
    void cancel(String mark) throws IOException {
        if (!ask("vigie_cancel", mark, List.of()).state().equals(DONE)) {
            throw new IOException("the host cannot keep that the run is to end");
        }
    }

    /** Keeps a run that has not begun from beginning, with this status; false if nothing can be kept there, and so none begins. */
    boolean forbid(String mark, String status) throws IOException {
        return ask("vigie_forbid", mark, List.of(status)).state().equals(DONE);
    }

    /** Removes what a run wrote. */
    void clean(String mark) throws IOException {
        ask("vigie_clean", mark, List.of());
    }

    /** Whether nothing of a run can be running any more. */
    boolean isGone(String mark) throws IOException {
        return ask("vigie_gone", mark, List.of()).state().equals("gone");
    }

    /** What is asked last does something only if all of it arrives: it is one command, and its last word is in quotes. */
    static String question(String function, String mark, String word, List<String> more) {
        return SCRIPT + "\n" + function + " "
                + Stream.concat(Stream.of(mark, word), more.stream())
                        .map(ShellWord::of)
                        .collect(Collectors.joining(" "))
                + "\n";
    }

    /** What the watcher of a run on the host executes. */
    static String watcher() {
        return SCRIPT + "\nvigie_run \"$@\"";
    }

    private Answer ask(String function, String mark, List<String> more) throws IOException {
        connect();
        String word = "vigie-" + UUID.randomUUID();
        try {
            return Answer.read(exchange(question(function, mark, word, more)), word);
        } catch (IOException e) {
            close();
            throw e;
        } catch (RuntimeException e) {
            close();
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Nothing is taken from the exit status of the shell: only a whole answer counts. */
    private byte[] exchange(String text) throws IOException {
        Bounded output = new Bounded();
        try (ChannelExec channel = connection.session().createExecChannel(SHELL)) {
            channel.setIn(new ByteArrayInputStream(text.getBytes(UTF_8)));
            channel.setOut(output);
            channel.setErr(OutputStream.nullOutputStream());
            channel.open().verify(limits.patience());
            Set<ClientChannelEvent> seen =
                    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), answerWithin.toMillis());
            if (!seen.contains(ClientChannelEvent.CLOSED)) {
                throw new IOException("the host gave no answer within " + answerWithin.toSeconds() + " s");
            }
            return output.bytes();
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private static String script() {
        try (InputStream in = RemoteShell.class.getResourceAsStream("run.sh")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server may send what it likes. */
    private static final class Bounded extends OutputStream {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            kept.write(bytes, offset, Math.min(length, Math.max(0, MOST + HEADER - kept.size())));
        }

        synchronized byte[] bytes() {
            return kept.toByteArray();
        }
    }
}
