package org.vigie.release.changelog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** The git of a server, at the other end of a channel. Nothing is started on this machine. */
final class RemoteGit extends Process {

    private static final Duration LAST_WORD = Duration.ofSeconds(5);
    private static final int UNKNOWN = 255;

    private final ChannelExec channel;

    private RemoteGit(ChannelExec channel) {
        this.channel = channel;
    }

    static Process start(ClientSession session, String command, Duration patience) throws IOException {
        ChannelExec channel = session.createExecChannel(command);
        boolean opened = false;
        try {
            channel.open().verify(patience);
            opened = true;
            return new RemoteGit(channel);
        } finally {
            if (!opened) {
                channel.close(true);
            }
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return channel.getInvertedIn();
    }

    @Override
    public InputStream getInputStream() {
        return channel.getInvertedOut();
    }

    @Override
    public InputStream getErrorStream() {
        return channel.getInvertedErr();
    }

    @Override
    public int waitFor() {
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0);
        return exitValue();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) {
        return channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), unit.toMillis(timeout))
                .contains(ClientChannelEvent.CLOSED);
    }

    /** One that ends is asked a little before it says how. */
    @Override
    public int exitValue() {
        Set<ClientChannelEvent> seen = channel.waitFor(
                EnumSet.of(ClientChannelEvent.CLOSED, ClientChannelEvent.EXIT_STATUS), LAST_WORD.toMillis());
        Integer status = channel.getExitStatus();
        if (status != null) {
            return status;
        }
        if (seen.contains(ClientChannelEvent.CLOSED)) {
            return UNKNOWN;
        }
        throw new IllegalThreadStateException("the git of the server has not said how it ended");
    }

    @Override
    public boolean isAlive() {
        return channel.isOpen();
    }

    @Override
    public void destroy() {
        channel.close(true);
    }
}
