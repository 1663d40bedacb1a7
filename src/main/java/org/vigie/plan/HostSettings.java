package org.vigie.plan;

import org.vigie.shared.SecretRef;
import org.vigie.shared.ssh.SshHost;

/**
 * A server with SSH on which commands of an application may run.
 *
 * @param id short name, unique in the plan; commands say it in {@code on}
 * @param hostKey the server's public key as in known_hosts, without the name: {@code ssh-ed25519 AAAA...}
 * @param keyFrom where the private key of the account is
 */
public record HostSettings(String id, String host, int port, String user, String hostKey, SecretRef keyFrom) {

    private static final int USUAL_PORT = 22;

    public HostSettings {
        port = port == 0 ? USUAL_PORT : port;
    }

    /** As connections want it. */
    public SshHost ssh() {
        return new SshHost(id, host, port, user, hostKey, null, keyFrom);
    }
}
