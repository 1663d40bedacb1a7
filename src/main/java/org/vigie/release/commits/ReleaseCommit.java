package org.vigie.release.commits;

import org.vigie.commit.CommitMessage;

/**
 * A commit of a release.
 *
 * @param id its whole id, lower case
 * @param merge whether it joins branches
 * @param message what it says
 */
public record ReleaseCommit(String id, boolean merge, CommitMessage message) {

    /** Enough of the id for people. */
    public String shortId() {
        return id.substring(0, Math.min(8, id.length()));
    }
}
