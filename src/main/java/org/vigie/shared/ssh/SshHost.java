package org.vigie.shared.ssh;

import org.jspecify.annotations.Nullable;
import org.vigie.shared.SecretRef;

/**
 * A server with SSH and the account that Vigie has there.
 *
 * @param id short name, for people
 * @param hostKey the server's public key as in known_hosts, without the name: {@code ssh-ed25519 AAAA...}
 * @param passwordFrom where the password is; null: a key is used
 * @param keyFrom where the private key of the account is; null: a password is used
 */
public record SshHost(
        String id,
        String host,
        int port,
        String user,
        String hostKey,
        @Nullable SecretRef passwordFrom,
        @Nullable SecretRef keyFrom) {

    private static final int USUAL_PORT = 22;

    public SshHost {
        port = port == 0 ? USUAL_PORT : port;
    }
}
