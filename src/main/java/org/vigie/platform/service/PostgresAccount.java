package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The account that owns Vigie's database.
 *
 * @param database name of the database and of its owner
 * @param password made at random when the server is created
 */
public record PostgresAccount(String database, String password) {

    private static final int PASSWORD_BYTES = 24;

    /** An account whose password is kept in a file only its owner can read; made when the file is absent. */
    public static PostgresAccount keptIn(Path file, String database) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            writePrivately(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return new PostgresAccount(database, Files.readString(file).strip());
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, mode);
        }
        Files.writeString(file, text + "\n");
    }

    /** The user to log in as. */
    public String name() {
        return database;
    }

    /** Address of Vigie's database. */
    public String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Address of the database that every server has. */
    String maintenanceUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public String toString() {
        return "PostgresAccount[" + database + "]";
    }
}
