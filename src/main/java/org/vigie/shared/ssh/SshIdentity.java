package org.vigie.shared.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.SecretRef;
import org.vigie.shared.ssh.SshRefusedException.Reason;

/** What an account logs in with. */
final class SshIdentity {

    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private SshIdentity() {}

    static void add(ClientSession session, SshHost host) throws IOException {
        if (host.keyFrom() != null) {
            requirePrivate(host, host.keyFrom());
            for (KeyPair pair : keys(host, secret(host, host.keyFrom()))) {
                session.addPublicKeyIdentity(pair);
            }
        } else if (host.passwordFrom() != null) {
            session.addPasswordIdentity(secret(host, host.passwordFrom()));
        }
    }

    private static void requirePrivate(SshHost host, SecretRef place) throws IOException {
        Path file = Path.of(place.name());
        if (place.kind() == SecretRef.Kind.FILE
                && Files.exists(file)
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
            throw new SshRefusedException(
                    Reason.SETTINGS,
                    "everybody on this machine may read the key of " + host.id() + " in " + file,
                    "Take the right away: chmod 600 " + file + ".",
                    null);
        }
    }

    private static Iterable<KeyPair> keys(SshHost host, String key) throws IOException {
        try {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null, host::id, new ByteArrayInputStream((key + "\n").getBytes(StandardCharsets.UTF_8)), null);
            if (pairs != null) {
                // some are decrypted only when they are asked for
                List<KeyPair> loaded = new ArrayList<>();
                pairs.forEach(loaded::add);
                if (!loaded.isEmpty()) {
                    return loaded;
                }
            }
            throw useless(host, null);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw useless(host, e);
        }
    }

    private static SshRefusedException useless(SshHost host, @Nullable Exception cause) {
        return new SshRefusedException(
                Reason.SETTINGS,
                "the key of " + host.id() + " cannot be used",
                "Put a private key without a passphrase at keyFrom.",
                cause);
    }

    private static String secret(SshHost host, SecretRef place) throws IOException {
        return place.read()
                .orElseThrow(() -> new SshRefusedException(
                        Reason.SETTINGS, "there is no secret of " + host.id() + " in " + place, "Set it there.", null));
    }
}
