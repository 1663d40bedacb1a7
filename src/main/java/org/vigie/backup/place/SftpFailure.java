package org.vigie.backup.place;

import java.io.IOException;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.vigie.plan.BackupSettings.SftpSettings;

/** Why a server with SFTP did not do what it was asked for. */
final class SftpFailure {

    private SftpFailure() {}

    static PlaceException of(SftpSettings settings, String what, IOException e) {
        String fact = "cannot " + what + " in the place " + settings.id() + ": " + e.getMessage();
        if (e instanceof SftpException refused) {
            return new PlaceException(code(refused.getStatus()), fact, hint(settings), e);
        }
        return new PlaceException("place-unreachable", fact, hint(settings), e);
    }

    private static String code(int status) {
        return switch (status) {
            case SftpConstants.SSH_FX_PERMISSION_DENIED, SftpConstants.SSH_FX_WRITE_PROTECT -> "place-refused";
            case SftpConstants.SSH_FX_NO_SPACE_ON_FILESYSTEM, SftpConstants.SSH_FX_QUOTA_EXCEEDED -> "place-full";
            default -> "place-failed";
        };
    }

    private static String hint(SftpSettings settings) {
        return "See whether " + settings.user() + " can write to " + settings.folder() + " on " + settings.host() + ".";
    }
}
