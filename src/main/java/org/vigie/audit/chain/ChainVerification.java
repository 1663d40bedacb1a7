package org.vigie.audit.chain;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look through the whole chain found.
 *
 * @param intact whether nothing was found
 * @param links how many entries are linked
 * @param earlier how many of them are older than the chain: they are as they were when it began
 * @param waiting how many entries wait to be linked, which takes seconds
 * @param late how many were linked more than two days after the time that they tell; told for people to look at, it is no fault: who did
 *     something may become known late
 * @param otherKeys seals that another key made, as after a move without the data folder: not checked
 * @param head hash of the last link; null if there is none
 * @param findings the first hundred
 */
public record ChainVerification(
        boolean intact,
        long links,
        long earlier,
        long waiting,
        long late,
        long seals,
        long otherKeys,
        @Nullable String head,
        Instant verifiedAt,
        List<Finding> findings) {

    /** What can be wrong. */
    public enum Kind {
        /** The entry is not what was linked. */
        ENTRY_CHANGED("entry-changed"),
        /** The link is there, its entry is not. */
        ENTRY_MISSING("entry-missing"),
        /** An entry that never came through Vigie. */
        ENTRY_NOT_LINKED("entry-not-linked"),
        /** Links were taken out. */
        LINK_MISSING("link-missing"),
        /** The key did not make this seal, or it is of another link. */
        SEAL_BROKEN("seal-broken"),
        /** The chain does not reach, or does not hold, what Vigie remembers outside of the database. */
        HEAD_DIFFERS("head-differs");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The value as it is written. */
        @JsonValue
        public String id() {
            return id;
        }
    }

    /**
     * Something that is wrong.
     *
     * @param seq the link; null if there is none
     * @param entry the entry; null if it is not known
     * @param detail what it is, lower case
     */
    public record Finding(
            Kind kind, @Nullable Long seq, @Nullable Long entry, String detail) {}
}
