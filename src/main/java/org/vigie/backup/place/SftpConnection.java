package org.vigie.backup.place;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.vigie.plan.BackupSettings.SftpSettings;
import org.vigie.shared.SecretRef;

/** One connection to a server with SFTP, whose key is the one of the plan. Uses nothing of the account that runs Vigie. */
final class SftpConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(60);

    private final SshClient client;
    private final SftpClient sftp;

    private SftpConnection(SshClient client, SftpClient sftp) {
        this.client = client;
        this.sftp = sftp;
    }

    SftpClient sftp() {
        return sftp;
    }

    /** @throws PlaceException with the cause if the server is another one or refuses the account */
    static SftpConnection open(SftpSettings settings) throws IOException {
        Pinned pinned = new Pinned(settings);
        SshClient client = client(pinned);
        boolean opened = false;
        try {
            client.start();
            ClientSession session = client.connect(settings.user(), settings.host(), settings.port())
                    .verify(PATIENCE)
                    .getSession();
            identify(session, settings);
            session.auth().verify(PATIENCE);
            SftpClient sftp = SftpClientFactory.instance().createSftpClient(session);
            opened = true;
            return new SftpConnection(client, sftp);
        } catch (IOException e) {
            if (pinned.refused) {
                throw new PlaceException(
                        "host-key-changed",
                        settings.host() + " shows another key than the plan has",
                        "Find out why before you change hostKey in the plan file: somebody may be in between.",
                        e);
            }
            throw e;
        } finally {
            if (!opened) {
                client.stop();
            }
        }
    }

    private static SshClient client(ServerKeyVerifier pinned) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(pinned);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setAgentFactory(null);
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, PATIENCE);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, PATIENCE);
        CoreModuleProperties.CHANNEL_OPEN_TIMEOUT.set(client, PATIENCE);
        // ends a session whose server is silent, and with it what waits for an answer
        CoreModuleProperties.IDLE_TIMEOUT.set(client, COMMAND_PATIENCE);
        CoreModuleProperties.WINDOW_TIMEOUT.set(client, COMMAND_PATIENCE);
        SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(client, PATIENCE);
        return client;
    }

    private static void identify(ClientSession session, SftpSettings settings) throws IOException {
        if (settings.keyFrom() != null) {
            for (KeyPair pair : keys(settings, secret(settings, settings.keyFrom()))) {
                session.addPublicKeyIdentity(pair);
            }
        } else if (settings.passwordFrom() != null) {
            session.addPasswordIdentity(secret(settings, settings.passwordFrom()));
        }
    }

    private static Iterable<KeyPair> keys(SftpSettings settings, String key) throws IOException {
        try {
            return SecurityUtils.loadKeyPairIdentities(
                    null,
                    () -> settings.id(),
                    new ByteArrayInputStream((key + "\n").getBytes(StandardCharsets.UTF_8)),
                    null);
        } catch (GeneralSecurityException e) {
            throw new PlaceException(
                    "place-refused",
                    "the key of the place " + settings.id() + " cannot be used",
                    "Put a private key without a passphrase at keyFrom.",
                    null);
        }
    }

    private static String secret(SftpSettings settings, SecretRef place) {
        return place.read()
                .orElseThrow(() -> new PlaceException(
                        "place-refused",
                        "there is no secret of the place " + settings.id() + " in " + place,
                        "Set it there.",
                        null));
    }

    @Override
    public void close() {
        try {
            sftp.close();
        } catch (IOException e) {
            // the connection ends with its client
        }
        client.stop();
    }

    /** Takes the one key that the plan has. */
    private static final class Pinned implements ServerKeyVerifier {

        private final PublicKey expected;
        private volatile boolean refused;

        Pinned(SftpSettings settings) throws IOException {
            try {
                expected = AuthorizedKeyEntry.parseAuthorizedKeyEntry(settings.hostKey())
                        .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new PlaceException(
                        "place-refused",
                        "the host key of the place " + settings.id() + " cannot be read",
                        "Copy it from ssh-keyscan, without the name.",
                        e);
            }
        }

        @Override
        public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
            refused = !KeyUtils.compareKeys(expected, key);
            return !refused;
        }
    }
}
