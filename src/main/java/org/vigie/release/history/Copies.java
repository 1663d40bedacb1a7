package org.vigie.release.history;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.diff.PatchIdDiffFormatter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.vigie.commit.CommitMessage;

/** Which new commits are released ones over again: the origin line of a cherry-pick tells, or the same patch. */
final class Copies {

    private final Map<String, String> releasedByNew = new HashMap<>();
    private final Set<String> releasedAmongTheNew = new HashSet<>();

    Copies(Repository repository, List<HistoryCommit> unreleased, List<HistoryCommit> released) throws IOException {
        if (unreleased.isEmpty() || released.isEmpty()) {
            return;
        }
        byOrigin(unreleased, released);
        byPatch(repository, unreleased, released);
    }

    /** The id of the released commit with the same change. */
    Optional<String> released(HistoryCommit unreleased) {
        return Optional.ofNullable(releasedByNew.get(unreleased.id()));
    }

    /** Whether the change of a released commit is among the new ones, too. */
    boolean isAmongTheNew(HistoryCommit released) {
        return releasedAmongTheNew.contains(released.id());
    }

    private void byOrigin(List<HistoryCommit> unreleased, List<HistoryCommit> released) {
        NavigableSet<String> unreleasedIds = ids(unreleased);
        NavigableSet<String> releasedIds = ids(released);
        released.forEach(copy ->
                origins(copy).forEach(origin -> find(unreleasedIds, origin).ifPresent(id -> same(id, copy.id()))));
        unreleased.forEach(copy ->
                origins(copy).forEach(origin -> find(releasedIds, origin).ifPresent(id -> same(copy.id(), id))));
    }

    private static NavigableSet<String> ids(List<HistoryCommit> commits) {
        return commits.stream().map(HistoryCommit::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> find(NavigableSet<String> ids, String start) {
        return Optional.ofNullable(ids.ceiling(start)).filter(id -> id.startsWith(start));
    }

    private void byPatch(Repository repository, List<HistoryCommit> unreleased, List<HistoryCommit> released)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            Map<ObjectId, String> patches = new HashMap<>();
            for (HistoryCommit commit : released) {
                patch(repository, walk, commit).ifPresent(patch -> patches.putIfAbsent(patch, commit.id()));
            }
            for (HistoryCommit commit : unreleased) {
                patch(repository, walk, commit).map(patches::get).ifPresent(same -> same(commit.id(), same));
            }
        }
    }

    private void same(String unreleased, String released) {
        releasedByNew.putIfAbsent(unreleased, released);
        releasedAmongTheNew.add(released);
    }

    private static List<String> origins(HistoryCommit commit) {
        return CommitMessage.parse(commit.message()).cherryPickedFrom();
    }

    /** Empty for merges, for first commits and for commits that change no file: those are equal to none. */
    private static Optional<ObjectId> patch(Repository repository, RevWalk walk, HistoryCommit commit)
            throws IOException {
        if (commit.parents().size() != 1) {
            return Optional.empty();
        }
        RevCommit parent = walk.parseCommit(ObjectId.fromString(commit.parents().getFirst()));
        RevCommit own = walk.parseCommit(ObjectId.fromString(commit.id()));
        if (parent.getTree().equals(own.getTree())) {
            return Optional.empty();
        }
        try (PatchIdDiffFormatter formatter = new PatchIdDiffFormatter()) {
            formatter.setRepository(repository);
            formatter.format(parent.getTree(), own.getTree());
            return Optional.of(formatter.getCalulatedPatchId());
        }
    }
}
