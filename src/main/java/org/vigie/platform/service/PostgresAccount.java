package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * An account of the server that owns a database of the same name: that of Vigie, or that of the demonstration.
 *
 * @param database name of the database and of its owner
 * @param password made at random once
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
        // a file that is there holds the whole password, wherever an earlier start ended
        Path draft = file.resolveSibling("." + file.getFileName() + "-draft");
        Files.deleteIfExists(draft);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(draft, mode);
        }
        Files.writeString(draft, text + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The user to log in as. */
    public String name() {
        return database;
    }

    /** Address of the account's database. */
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
