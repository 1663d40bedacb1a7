package org.vigie.release.history;

import java.time.Instant;
import java.util.List;

/**
 * A commit.
 *
 * @param id its whole id, lower case
 * @param parents their ids; more than one for a merge
 * @param committedAt to the second
 * @param message as it was written, unparsed
 */
public record HistoryCommit(String id, List<String> parents, Instant committedAt, String message) {

    public HistoryCommit {
        parents = List.copyOf(parents);
    }

    /** Whether it joins branches. */
    public boolean isMerge() {
        return parents.size() > 1;
    }
}
