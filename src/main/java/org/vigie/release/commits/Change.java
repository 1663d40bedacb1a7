package org.vigie.release.commits;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a release changes.
 *
 * @param commit id of the commit it comes from
 * @param type in lower case; {@code revert} where something released is taken back; null if the message was not understood
 * @param scope as written; null without one
 * @param subject what is said
 * @param breaking what breaks; empty if nothing does
 * @param deprecated what will be withdrawn
 * @param security what users should know for their safety
 * @param tickets numbers of the tickets it closes
 */
public record Change(
        String commit,
        @Nullable String type,
        @Nullable String scope,
        String subject,
        List<String> breaking,
        List<String> deprecated,
        List<String> security,
        List<String> tickets) {

    public Change {
        breaking = List.copyOf(breaking);
        deprecated = List.copyOf(deprecated);
        security = List.copyOf(security);
        tickets = List.copyOf(tickets);
    }

    /** Enough of the commit's id for people. */
    public String shortCommit() {
        return commit.substring(0, Math.min(8, commit.length()));
    }
}
