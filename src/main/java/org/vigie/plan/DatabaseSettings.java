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
 */
public record DatabaseSettings(
        String id,
        String host,
        int port,
        String name,
        String user,
        SecretRef passwordFrom,
        @Nullable BackupSettings backup) {

    public DatabaseSettings {
        backup = Objects.requireNonNullElse(backup, BackupSettings.DEFAULT);
    }

    /** One whose plan says nothing about backups. */
    public DatabaseSettings(String id, String host, int port, String name, String user, SecretRef passwordFrom) {
        this(id, host, port, name, user, passwordFrom, null);
    }
}
