package org.vigie.backup.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.util.FileSystemUtils;

/** A folder of one piece of work, which only its owner can use. */
public final class WorkFolder {

    private WorkFolder() {}

    /** The folder, empty: what an earlier attempt left is deleted. */
    public static Path anew(Path folder) throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder.getParent());
        return Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Deletes it with all that is in it; nothing if it is not there. */
    public static void delete(Path folder) throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }
}
