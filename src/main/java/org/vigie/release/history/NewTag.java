package org.vigie.release.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.TagBuilder;
import org.vigie.release.version.RefNames;
import org.vigie.shared.HintedException;

/** Puts an annotated tag on a commit, without starting a program. A tag that is there is never moved. */
public final class NewTag {

    private static final PersonIdent NOBODY = new PersonIdent("Vigie", "vigie@localhost");

    private NewTag() {}

    /**
     * Makes it; nothing if the tag is there and leads to the commit.
     *
     * @param folder the work tree of the repository or its bare folder
     * @param commit the whole id
     * @throws HintedException if the name cannot be used, leads elsewhere, or the repository cannot be written to
     */
    public static void make(Path folder, String name, String commit, String message, Instant at) {
        OwnGitSettings.use();
        RefNames.requireTag(name);
        Path inside = folder.resolve(Constants.DOT_GIT);
        try (Repository repository = new RepositoryBuilder()
                .setMustExist(true)
                .setGitDir((inside.toFile().exists() ? inside : folder).toFile())
                .build()) {
            RefUpdate update = repository.updateRef(Constants.R_TAGS + name);
            update.setExpectedOldObjectId(ObjectId.zeroId());
            update.setNewObjectId(tag(repository, name, commit, message, at));
            RefUpdate.Result result = update.update();
            if (result != RefUpdate.Result.NEW && !leadsTo(repository, name, commit)) {
                throw new HintedException(
                        "the tag " + name + " cannot be made: " + result,
                        "Look whether it is there already, and whether Vigie may write to the repository.");
            }
        } catch (IOException e) {
            throw new HintedException(
                    "the tag " + name + " cannot be made",
                    "Make the repository writable for Vigie, or set the tag yourself.",
                    e);
        }
    }

    private static ObjectId tag(Repository repository, String name, String commit, String message, Instant at)
            throws IOException {
        TagBuilder tag = new TagBuilder();
        tag.setTag(name);
        tag.setMessage(message);
        tag.setTagger(new PersonIdent(NOBODY, at, ZoneOffset.UTC));
        tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            return id;
        }
    }

    private static boolean leadsTo(Repository repository, String name, String commit) throws IOException {
        try (ReleaseHistory history =
                ReleaseHistory.open(repository.getDirectory().toPath())) {
            return repository.exactRef(Constants.R_TAGS + name) != null
                    && history.resolve(name).equals(commit);
        }
    }
}
