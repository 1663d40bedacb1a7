package org.vigie.backup.place;

import java.io.IOException;
import java.time.Duration;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.vigie.plan.BackupSettings.SftpSettings;
import org.vigie.shared.ssh.SshConnection;
import org.vigie.shared.ssh.SshHost;
import org.vigie.shared.ssh.SshLimits;
import org.vigie.shared.ssh.SshRefusedException;

/** One connection to a server with SFTP, whose key is the one of the plan. */
final class SftpConnection implements AutoCloseable {

    private static final Duration PATIENCE = SshLimits.DEFAULT.patience();

    private final SshConnection connection;
    private final SftpClient sftp;

    private SftpConnection(SshConnection connection, SftpClient sftp) {
        this.connection = connection;
        this.sftp = sftp;
    }

    SftpClient sftp() {
        return sftp;
    }

    /** @throws PlaceException with the cause if the server is another one or refuses the account */
    static SftpConnection open(SftpSettings settings) throws IOException {
        SshConnection connection = connect(settings);
        try {
            SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(connection.session(), PATIENCE);
            SftpClient sftp = SftpClientFactory.instance().createSftpClient(connection.session());
            SftpConnection opened = new SftpConnection(connection, sftp);
            connection = null;
            return opened;
        } finally {
            if (connection != null) {
                connection.close();
            }
        }
    }

    private static SshConnection connect(SftpSettings settings) throws IOException {
        try {
            return SshConnection.open(
                    new SshHost(
                            "the place " + settings.id(),
                            settings.host(),
                            settings.port(),
                            settings.user(),
                            settings.hostKey(),
                            settings.passwordFrom(),
                            settings.keyFrom()),
                    SshLimits.DEFAULT);
        } catch (SshRefusedException e) {
            throw new PlaceException(
                    e.reason() == SshRefusedException.Reason.HOST_KEY_CHANGED ? "host-key-changed" : "place-refused",
                    e.getMessage(),
                    e.hint(),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            sftp.close();
        } catch (IOException e) {
            // the connection ends with its client
        }
        connection.close();
    }
}
