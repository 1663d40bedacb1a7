package org.vigie.platform.artifact;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.util.FileSystemUtils;

/**
 * A folder that is either complete or absent: it is filled under another name and renamed when it is done, so that a
 * crash leaves nothing that looks finished, and two processes may fill it at the same time.
 */
final class UnpackedFolder {

    private static final String MARKER = ".complete";

    private final Path folder;

    UnpackedFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    boolean isComplete() {
        return Files.isRegularFile(folder.resolve(MARKER));
    }

    /**
     * @param source what the folder was made from, kept in its marker file
     * @return the folder, complete
     */
    Path fill(String source, Filler filler) throws IOException {
        Files.createDirectories(folder.getParent());
        Path draft = Files.createTempDirectory(folder.getParent(), "." + folder.getFileName() + "-");
        try {
            filler.fill(draft);
            Files.writeString(draft.resolve(MARKER), source + "\n");
            moveIntoPlace(draft);
        } finally {
            FileSystemUtils.deleteRecursively(draft);
        }
        return folder;
    }

    private void moveIntoPlace(Path draft) throws IOException {
        if (!isComplete()) {
            FileSystemUtils.deleteRecursively(folder);
        }
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!isComplete()) {
                throw e; // else another process was faster, and its folder is as good
            }
        }
    }

    /** Writes the content into the given empty folder. */
    interface Filler {
        void fill(Path draft) throws IOException;
    }
}
