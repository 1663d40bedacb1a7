package org.vigie.backup.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The folder of a piece of work, with one folder in it for each attempt at it. An attempt that was given up without knowing it, by
 * a Vigie that stood still, cleans up in its own only.
 */
public final class WorkFolder {

    private WorkFolder() {}

    /** A new folder for an attempt, which only its owner can use; what earlier attempts left is deleted. */
    public static Path attempt(Path work) throws IOException {
        FileSystemUtils.deleteRecursively(work);
        Files.createDirectories(
                work, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.createTempDirectory(work, "attempt-");
    }

    /** The folder of an attempt, without what is in it. */
    public static Path emptied(Path attempt) throws IOException {
        try (Stream<Path> inside = Files.list(attempt)) {
            for (Path file : inside.toList()) {
                FileSystemUtils.deleteRecursively(file);
            }
        }
        return attempt;
    }

    /** Deletes an attempt, and the folder of the work if nobody else is at it; what cannot be deleted now is swept later. */
    public static void end(Path attempt) {
        deleteQuietly(attempt);
        try {
            Files.delete(attempt.getParent());
        } catch (IOException e) {
            // somebody else began anew or cleaned up, or it is swept later
        }
    }

    /** Deletes the work with all attempts; what cannot be deleted now is swept later. */
    public static void deleteQuietly(Path work) {
        try {
            delete(work);
        } catch (IOException e) {
            // swept later
        }
    }

    /** Deletes the work with all attempts. */
    public static void delete(Path work) throws IOException {
        FileSystemUtils.deleteRecursively(work);
    }
}
