package org.vigie.release.changelog;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.vigie.plan.ChangelogSettings.Push;
import org.vigie.shared.ssh.SshConnection;
import org.vigie.shared.ssh.SshHost;
import org.vigie.shared.ssh.SshLimits;

/**
 * Reaches the repository of a plan by SSH: the server is the one whose key the plan has, the account logs in with the key of the plan.
 * No agent, no settings and no keys of the account that runs Vigie are looked at.
 */
final class PushOverSsh extends SshSessionFactory {

    private static final String USUAL_ACCOUNT = "git";

    private final Push push;
    private final SshLimits limits;

    PushOverSsh(Push push, SshLimits limits) {
        this.push = push;
        this.limits = limits;
    }

    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider credentials, FS fs, int milliseconds)
            throws TransportException {
        SshHost host = new SshHost(
                "release.changelog.push",
                uri.getHost(),
                Math.max(uri.getPort(), 0),
                Optional.ofNullable(push.account()).orElse(USUAL_ACCOUNT),
                Objects.requireNonNull(push.hostKey(), "checked with the plan file"),
                null,
                push.keyFrom());
        try {
            return new Session(SshConnection.open(host, limits), limits);
        } catch (IOException e) {
            throw new TransportException(uri, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String getType() {
        return "vigie";
    }

    private record Session(SshConnection connection, SshLimits limits) implements RemoteSession {

        @Override
        public Process exec(String command, int seconds) throws IOException {
            return RemoteGit.start(connection.session(), command, limits.patience());
        }

        @Override
        public void disconnect() {
            connection.close();
        }
    }
}
