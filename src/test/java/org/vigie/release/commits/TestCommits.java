package org.vigie.release.commits;

import java.util.ArrayList;
import java.util.List;
import org.vigie.commit.CommitMessage;
import org.vigie.release.commits.ReleaseContent.Squashes;

/** Commits of a release, made from their messages. */
public final class TestCommits {

    private TestCommits() {}

    /** The id of the commit at a place, counted from 1, oldest first. */
    public static String id(int number) {
        return "%08x".formatted(number) + "0".repeat(32);
    }

    /** Messages oldest first, as they were written; the result is newest first, as a history gives them. */
    public static List<ReleaseCommit> commits(String... messages) {
        List<ReleaseCommit> commits = new ArrayList<>();
        for (int i = 0; i < messages.length; i++) {
            commits.add(new ReleaseCommit(id(i + 1), false, CommitMessage.parse(messages[i])));
        }
        return commits.reversed();
    }

    public static ReleaseContent content(String... messages) {
        return ReleaseContent.of(commits(messages), Squashes.TITLE_ONLY);
    }
}
