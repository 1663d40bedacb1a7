package org.vigie.release.history;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.vigie.shared.HintedException;

/** Writes the files of a commit into a folder, without a clone and without starting a program. */
public final class SourceTree {

    private SourceTree() {}

    /**
     * Writes them.
     *
     * @param repository its work tree or its bare folder
     * @param commit the whole id
     * @param target an empty folder
     * @throws HintedException if a file would be outside of the folder, or the repository cannot be read
     */
    public static void write(Path repository, String commit, Path target) {
        OwnGitSettings.use();
        Path git = repository.resolve(".git");
        try (Repository opened = new RepositoryBuilder()
                        .setMustExist(true)
                        .setGitDir((Files.exists(git) ? git : repository).toFile())
                        .build();
                RevWalk commits = new RevWalk(opened);
                TreeWalk tree = new TreeWalk(opened)) {
            tree.addTree(commits.parseCommit(ObjectId.fromString(commit)).getTree());
            tree.setRecursive(true);
            while (tree.next()) {
                write(opened, tree, target);
            }
        } catch (IOException e) {
            throw new HintedException(
                    "the sources of commit " + commit + " cannot be written", "Check the repository and the disk.", e);
        }
    }

    private static void write(Repository repository, TreeWalk tree, Path target) throws IOException {
        FileMode mode = tree.getFileMode(0);
        Path file = target.resolve(tree.getPathString()).normalize();
        if (!file.startsWith(target) || file.equals(target)) {
            throw new HintedException(
                    "the repository holds a file outside of its folder", "Do not release from this repository.");
        }
        // links and other repositories are left out: they may lead anywhere
        if (mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE)) {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                repository.open(tree.getObjectId(0)).copyTo(out);
            }
            if (mode.equals(FileMode.EXECUTABLE_FILE)
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Set<PosixFilePermission> rights = new HashSet<>(Files.getPosixFilePermissions(file));
                rights.add(PosixFilePermission.OWNER_EXECUTE);
                Files.setPosixFilePermissions(file, rights);
            }
        }
    }
}
