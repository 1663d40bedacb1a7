package org.vigie.change;

import java.util.Set;

/** Who knows, beside what a change says itself, which tickets it is for. */
public interface ChangeSubjects {

    /**
     * A change on a tracker.
     *
     * @param pullRequest its address
     * @param title foreign text, as are body and branch
     * @param ofTheTeam whether its branch is one that only people and programs with the right to push can make
     * @param merged whether it is merged by now
     */
    record ProposedChange(
            String application,
            String pullRequest,
            String title,
            String body,
            String branch,
            boolean ofTheTeam,
            boolean merged) {}

    /** Ids of open tickets of its application; part of the transaction that keeps what is known of it. */
    Set<String> ticketsOf(ProposedChange change);
}
