package org.vigie.shared;

import java.time.Instant;
import java.util.List;

/**
 * A module that keeps what happened around an application. Asked when data of the application is about to be set back: what Vigie keeps
 * stays, and people have to know what no longer fits.
 */
@FunctionalInterface
public interface RecordedSince {

    /**
     * What was recorded about an application after a moment.
     *
     * @param limit how many examples are wanted at most, newest first
     */
    Recorded since(String application, Instant moment, int limit);

    /**
     * Records of one kind.
     *
     * @param what their kind in the plural, for people
     * @param count how many there are
     * @param examples some of them, each in a few words
     */
    record Recorded(String what, long count, List<String> examples) {

        public Recorded {
            examples = List.copyOf(examples);
        }
    }
}
