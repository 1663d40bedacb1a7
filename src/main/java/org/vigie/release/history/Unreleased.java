package org.vigie.release.history;

import java.util.List;
import java.util.Optional;
import org.vigie.commit.CommitMessage;
import org.vigie.release.commits.ReleaseCommit;

/**
 * What a release from a commit would bring.
 *
 * @param head id of that commit
 * @param base the release it follows; empty for the first one
 * @param commits those that no final release contains, children before parents, then by time, newest first
 * @param copies commits of the same range that are in a release already as a copy (cherry-picked); not among {@code commits}
 * @param missing commits of the base that neither the head nor a copy in it contains: a release would take them back
 */
public record Unreleased(
        String head,
        Optional<ReleaseTag> base,
        List<HistoryCommit> commits,
        List<Copy> copies,
        List<HistoryCommit> missing) {

    /** A commit and the released one with the same change. */
    public record Copy(HistoryCommit commit, String released) {}

    public Unreleased {
        commits = List.copyOf(commits);
        copies = List.copyOf(copies);
        missing = List.copyOf(missing);
    }

    /** The same commits, in the same order, with their messages read. */
    public List<ReleaseCommit> parsedCommits() {
        return commits.stream()
                .map(commit -> new ReleaseCommit(commit.id(), commit.isMerge(), CommitMessage.parse(commit.message())))
                .toList();
    }
}
