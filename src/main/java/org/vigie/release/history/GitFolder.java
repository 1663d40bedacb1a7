package org.vigie.release.history;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/** Opens repositories on disk with no settings but their own. */
public final class GitFolder {

    private GitFolder() {}

    /**
     * Opens one; to be closed by who asks for it.
     *
     * @param folder its work tree or its bare folder
     * @throws RepositoryNotFoundException if there is none
     */
    public static Repository open(Path folder) throws IOException {
        OwnGitSettings.use();
        RepositoryBuilder builder = new RepositoryBuilder().setMustExist(true);
        return (folder.resolve(Constants.DOT_GIT).toFile().exists()
                        ? builder.setWorkTree(folder.toFile())
                        : builder.setGitDir(folder.toFile()).setBare())
                .build();
    }
}
