package org.vigie.release.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import org.vigie.release.version.RefNames;
import org.vigie.release.version.TagPattern;
import org.vigie.release.version.Version;
import org.vigie.shared.HintedException;

/**
 * Reads the history of a repository on disk; changes nothing in it, starts no program, reads no settings but its own.
 *
 * <p>What a release contains follows from the graph of commits and not from dates or the order of tags: it is what the head
 * reaches and no final release does. That holds for hotfixes whose tag the head does not reach, too. Not safe for use by more
 * than one thread.
 */
public final class ReleaseHistory implements AutoCloseable {

    private static final String FETCH_ALL =
            "Fetch the whole history with its tags, for example git fetch --unshallow --tags; a clone for releases needs it.";

    private final Repository repository;

    ReleaseHistory(Repository repository) {
        this.repository = repository;
    }

    /**
     * Opens a repository.
     *
     * @param folder its work tree or its bare folder
     * @throws HintedException if there is none, or it holds a part of the history only
     */
    public static ReleaseHistory open(Path folder) {
        try {
            Repository repository = GitFolder.open(folder);
            return new ReleaseHistory(repository).whole();
        } catch (RepositoryNotFoundException e) {
            throw new HintedException("there is no Git repository in " + folder, "Name the folder of a clone.", e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The release tags, whatever branch they are on; annotated, lightweight and nested ones alike. */
    public ReleaseTags tags(TagPattern pattern) {
        List<ReleaseTag> releases = new ArrayList<>();
        List<ReleaseTags.Other> others = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
                String name = ref.getName().substring(Constants.R_TAGS.length());
                try {
                    read(name, ref, pattern, walk, releases, others);
                } catch (HintedException e) {
                    others.add(new ReleaseTags.Other(name, e.fact()));
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return new ReleaseTags(releases, others);
    }

    /**
     * What a release would bring, all final releases considered, and compared with the highest of them.
     *
     * @param head name of a branch or a tag, or the whole id of a commit
     * @throws HintedException if the name cannot be used or leads to no commit
     */
    public Unreleased unreleased(String head, ReleaseTags tags) {
        return unreleased(head, tags, tags.highestFinal());
    }

    /** As {@link #unreleased(String, ReleaseTags)}, for hotfixes: the base is the highest final release that the head contains. */
    public Unreleased unreleasedOfHotfix(String head, ReleaseTags tags) {
        Optional<ReleaseTag> base =
                finals(tags).filter(tag -> contains(head, tag.commit())).findFirst();
        return unreleased(head, tags, base);
    }

    /**
     * What a first release would bring that does not begin with the first commit of all.
     *
     * @param start a branch, a tag or the id of a commit: what it contains is no news
     */
    public Unreleased unreleasedSince(String start, String head) {
        ReleaseTag before = new ReleaseTag(start, Version.of(0, 0, 0), resolve(start));
        Unreleased found = unreleased(head, new ReleaseTags(List.of(before), List.of()), Optional.empty());
        return new Unreleased(found.head(), Optional.empty(), found.commits(), found.copies(), List.of());
    }

    /** Whether the head contains a commit. */
    public boolean contains(String head, String commit) {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(ObjectId.fromString(commit)), commit(head, walk));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The branches that contain a commit, those of the server it was cloned from (origin) by their own names. */
    public Set<String> branchesWith(String commit) {
        Set<String> branches = new TreeSet<>();
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit wanted = walk.parseCommit(ObjectId.fromString(commit));
            for (String prefix :
                    List.of(Constants.R_HEADS, Constants.R_REMOTES + Constants.DEFAULT_REMOTE_NAME + "/")) {
                for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
                    if (!ref.isSymbolic()
                            && walk.parseAny(ref.getObjectId()) instanceof RevCommit head
                            && walk.isMergedInto(wanted, head)) {
                        branches.add(ref.getName().substring(prefix.length()));
                    }
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return branches;
    }

    /**
     * The files that are different, new or gone between two commits, in the order of their names.
     *
     * @param from the whole id
     * @param to the whole id
     */
    public List<String> changedFiles(String from, String to) {
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk trees = new TreeWalk(repository)) {
            trees.addTree(commits.parseCommit(ObjectId.fromString(from)).getTree());
            trees.addTree(commits.parseCommit(ObjectId.fromString(to)).getTree());
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            List<String> files = new ArrayList<>();
            while (trees.next()) {
                files.add(trees.getPathString());
            }
            return files;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * The id of the commit that a branch, a tag or an id leads to.
     *
     * @throws HintedException if the name cannot be used or leads to no commit
     */
    public String resolve(String name) {
        try (RevWalk walk = new RevWalk(repository)) {
            return commit(name, walk).name();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }

    private ReleaseHistory whole() throws IOException {
        if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
            close();
            throw new HintedException("the repository is a shallow clone, whose history ends somewhere", FETCH_ALL);
        }
        return this;
    }

    private static void read(
            String name,
            Ref ref,
            TagPattern pattern,
            RevWalk walk,
            List<ReleaseTag> releases,
            List<ReleaseTags.Other> others)
            throws IOException {
        Optional<Version> version = pattern.version(name);
        if (version.isEmpty()) {
            others.add(new ReleaseTags.Other(name, "it is no version as the plan spells them"));
            return;
        }
        RefNames.requireTag(name);
        RevObject target = walk.peel(walk.parseAny(ref.getObjectId()));
        if (target instanceof RevCommit commit) {
            releases.add(new ReleaseTag(name, version.get(), commit.name()));
        } else {
            others.add(new ReleaseTags.Other(name, "it leads to no commit"));
        }
    }

    private Unreleased unreleased(String head, ReleaseTags tags, Optional<ReleaseTag> base) {
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectId start = commit(head, walk).copy();
            List<ObjectId> released =
                    finals(tags).map(tag -> ObjectId.fromString(tag.commit())).toList();
            List<HistoryCommit> range = walk(List.of(start), released);
            List<ObjectId> ofBase =
                    base.map(tag -> ObjectId.fromString(tag.commit())).stream().toList();
            List<HistoryCommit> releasedElsewhere = walk(released, List.of(start));
            List<HistoryCommit> baseElsewhere = ofBase.isEmpty() ? List.of() : walk(ofBase, List.of(start));
            Copies copies = new Copies(repository, range, releasedElsewhere);
            return new Unreleased(
                    start.name(),
                    base,
                    range.stream()
                            .filter(commit -> copies.released(commit).isEmpty())
                            .toList(),
                    range.stream()
                            .flatMap(commit ->
                                    copies.released(commit).map(id -> new Unreleased.Copy(commit, id)).stream())
                            .toList(),
                    baseElsewhere.stream()
                            .filter(commit -> !commit.isMerge() && !copies.isAmongTheNew(commit))
                            .toList());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Stream<ReleaseTag> finals(ReleaseTags tags) {
        return tags.releases().stream().filter(tag -> tag.version().isFinal());
    }

    private List<HistoryCommit> walk(List<ObjectId> from, List<ObjectId> without) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.COMMIT_TIME_DESC, true);
            for (ObjectId id : from) {
                walk.markStart(walk.parseCommit(id));
            }
            for (ObjectId id : without) {
                walk.markUninteresting(walk.parseCommit(id));
            }
            List<HistoryCommit> commits = new ArrayList<>();
            for (RevCommit commit : walk) {
                commits.add(of(commit));
            }
            return commits;
        }
    }

    private static HistoryCommit of(RevCommit commit) {
        return new HistoryCommit(
                commit.name(),
                Stream.of(commit.getParents()).map(RevCommit::name).toList(),
                Instant.ofEpochSecond(commit.getCommitTime()),
                commit.getFullMessage());
    }

    private RevCommit commit(String name, RevWalk walk) throws IOException {
        RefNames.requireBranch(name);
        ObjectId id = id(name);
        if (id == null || !repository.getObjectDatabase().has(id)) {
            throw new HintedException(
                    "the repository has no branch, tag or commit " + name, "Fetch it, or correct the name.");
        }
        if (walk.peel(walk.parseAny(id)) instanceof RevCommit commit) {
            return walk.parseCommit(commit);
        }
        throw new HintedException(name + " leads to no commit", "Name a branch, the tag of a commit or a commit.");
    }

    /** Not by resolve(), which knows a whole language of revisions. */
    private @Nullable ObjectId id(String name) throws IOException {
        if (ObjectId.isId(name)) {
            return ObjectId.fromString(name);
        }
        for (String prefix : List.of(Constants.R_TAGS, Constants.R_HEADS, Constants.R_REMOTES)) {
            Ref ref = repository.exactRef(prefix + name);
            if (ref != null) {
                return ref.getObjectId();
            }
        }
        return null;
    }

    private static HintedException unreadable(IOException e) {
        return e instanceof MissingObjectException
                ? new HintedException("the repository lacks a part of its history", FETCH_ALL, e)
                : new HintedException("the repository cannot be read", "Check its folder and the disk.", e);
    }
}
