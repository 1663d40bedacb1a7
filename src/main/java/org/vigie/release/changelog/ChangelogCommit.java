package org.vigie.release.changelog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.vigie.release.notes.Changelog;
import org.vigie.shared.HintedException;

/** Makes the commit that adds a version to a changelog. No branch leads to it yet, no work tree is touched and no hook is run. */
final class ChangelogCommit {

    private final Repository repository;
    private final ChangelogEntry entry;

    ChangelogCommit(Repository repository, ChangelogEntry entry) {
        this.repository = repository;
        this.entry = entry;
    }

    /**
     * Makes it.
     *
     * @param base the commit that it follows
     * @return its id, or the base itself if the version has a section there
     * @throws HintedException if what is there is no changelog that can be added to
     */
    ObjectId on(ObjectId base) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit parent = walk.parseCommit(base);
            Optional<String> before = text(parent);
            Changelog changelog = before.map(Changelog::new).orElseGet(() -> Changelog.begin(entry.application()));
            if (changelog.has(entry.version())) {
                return base;
            }
            LocalDate day = LocalDate.ofInstant(entry.servesSince(), entry.zone());
            String text = changelog.with(entry.version(), day, entry.body()).text();
            boolean windows = before.filter(kept -> kept.contains("\r\n")).isPresent();
            return insert(parent, windows ? text.replace("\n", "\r\n") : text);
        }
    }

    /** The changelog as a commit has it; empty if it has none. */
    Optional<String> text(RevCommit commit) throws IOException {
        try (TreeWalk file = TreeWalk.forPath(repository, entry.settings().file(), commit.getTree())) {
            if (file == null) {
                return Optional.empty();
            }
            if ((file.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                throw unfit("is no file");
            }
            byte[] content = repository.open(file.getObjectId(0)).getBytes();
            String text = new String(content, StandardCharsets.UTF_8);
            if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
                throw unfit("is no text in UTF-8");
            }
            return Optional.of(text);
        }
    }

    private ObjectId insert(RevCommit parent, String text) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
            DirCache files = DirCache.newInCore();
            DirCacheBuilder builder = files.builder();
            builder.addTree(new byte[0], DirCacheEntry.STAGE_0, repository.newObjectReader(), parent.getTree());
            builder.finish();
            DirCacheEditor editor = files.editor();
            editor.add(new DirCacheEditor.PathEdit(entry.settings().file()) {
                @Override
                public void apply(DirCacheEntry file) {
                    if (file.getRawMode() == 0) {
                        file.setFileMode(FileMode.REGULAR_FILE);
                    }
                    file.setObjectId(blob);
                }
            });
            editor.finish();
            PersonIdent author = new PersonIdent(
                    entry.settings().author(), entry.settings().email(), entry.servesSince(), entry.zone());
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(files.writeTree(inserter));
            commit.setParentId(parent);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage("docs(changelog): " + entry.version() + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private HintedException unfit(String why) {
        return new HintedException(
                entry.settings().file() + " of the repository " + why,
                "Name another file in release.changelog of the plan, or correct it.");
    }
}
