package org.vigie.plan;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.SecretRef;

/**
 * A PostgreSQL database of an application.
 *
 * @param id short name, unique in the plan
 * @param host name or address of the server
 * @param port port of the server
 * @param name name of the database on its server
 * @param user account to log in with
 * @param passwordFrom where the password is
 * @param backup how it is backed up
 * @param recovery how it is brought back when it is lost
 */
public record DatabaseSettings(
        String id,
        String host,
        int port,
        String name,
        String user,
        SecretRef passwordFrom,
        @Nullable BackupSettings backup,
        @Nullable RecoverySettings recovery) {

    public DatabaseSettings {
        backup = Objects.requireNonNullElse(backup, BackupSettings.DEFAULT);
        recovery = Objects.requireNonNullElse(recovery, RecoverySettings.DEFAULT);
    }

    /** One whose plan says nothing about backups and recovery. */
    public DatabaseSettings(String id, String host, int port, String name, String user, SecretRef passwordFrom) {
        this(id, host, port, name, user, passwordFrom, null, null);
    }

    /** The same with another limit of time for its dump. */
    public DatabaseSettings withDeadline(PlanDuration deadline) {
        return new DatabaseSettings(id, host, port, name, user, passwordFrom, backup.withDeadline(deadline), recovery);
    }
}
