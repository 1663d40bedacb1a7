package org.vigie.shared.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.ssh.SshRefusedException.Reason;

/** One connection to a server whose key is the one it is known by. Uses nothing of the account that runs Vigie. */
public final class SshConnection implements AutoCloseable {

    private static final int MISSED_SIGNS_OF_LIFE = 3;

    private final SshClient client;
    private final ClientSession session;

    private SshConnection(SshClient client, ClientSession session) {
        this.client = client;
        this.session = session;
    }

    /** Logged in. */
    public ClientSession session() {
        return session;
    }

    /**
     * Connects and logs in.
     *
     * @throws SshRefusedException if the server is another one or refuses the account, or the settings are of no use
     * @throws IOException if it cannot be reached or is too slow
     */
    public static SshConnection open(SshHost host, SshLimits limits) throws IOException {
        Pinned pinned = new Pinned(host);
        SshClient client = client(pinned, limits);
        boolean opened = false;
        try {
            client.start();
            ClientSession session = client.connect(host.user(), host.host(), host.port())
                    .verify(limits.patience())
                    .getSession();
            SshIdentity.add(session, host);
            session.auth().verify(limits.patience());
            opened = true;
            return new SshConnection(client, session);
        } catch (IOException e) {
            if (pinned.refused != null) {
                throw new SshRefusedException(
                        Reason.HOST_KEY_CHANGED,
                        host.host() + " shows another key than the plan has: "
                                + KeyUtils.getFingerPrint(pinned.refused),
                        "Find out why before you change hostKey in the plan file: somebody may be in between.",
                        e);
            }
            if (e instanceof SshException ssh
                    && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
                throw new SshRefusedException(
                        Reason.LOGIN,
                        host.host() + " does not let " + host.user() + " in",
                        "Check user, password or key of " + host.id() + ".",
                        e);
            }
            throw e;
        } finally {
            if (!opened) {
                client.stop();
            }
        }
    }

    private static SshClient client(ServerKeyVerifier pinned, SshLimits limits) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(pinned);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setAgentFactory(null);
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, limits.patience());
        CoreModuleProperties.AUTH_TIMEOUT.set(client, limits.patience());
        CoreModuleProperties.CHANNEL_OPEN_TIMEOUT.set(client, limits.patience());
        // ends a session whose server is silent, and with it what waits for an answer
        CoreModuleProperties.IDLE_TIMEOUT.set(client, limits.silence());
        CoreModuleProperties.WINDOW_TIMEOUT.set(client, limits.silence());
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, limits.keepAlive());
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, MISSED_SIGNS_OF_LIFE);
        return client;
    }

    @Override
    public void close() {
        session.close(true);
        client.stop();
    }

    /** Takes the one key that the server is known by. */
    private static final class Pinned implements ServerKeyVerifier {

        private final PublicKey expected;
        private volatile @Nullable PublicKey refused;

        Pinned(SshHost host) throws IOException {
            try {
                expected = AuthorizedKeyEntry.parseAuthorizedKeyEntry(host.hostKey())
                        .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new SshRefusedException(
                        Reason.SETTINGS,
                        "the host key of " + host.id() + " cannot be read",
                        "Copy it from ssh-keyscan, without the name.",
                        e);
            }
        }

        @Override
        public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
            boolean same = KeyUtils.compareKeys(expected, key);
            refused = same ? null : key;
            return same;
        }
    }
}
