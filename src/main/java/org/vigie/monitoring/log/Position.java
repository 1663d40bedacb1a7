package org.vigie.monitoring.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a log was read.
 *
 * @param file what tells the file from others, whatever it is called now
 * @param offset of the first byte that was not read, always at the start of a line
 * @param head hash of its first bytes
 * @param headLength how many bytes that are
 */
record Position(String file, long offset, String head, int headLength) {

    /** As kept between checks. */
    Map<String, Object> values() {
        return Map.of("file", file, "offset", offset, "head", head, "headLength", headLength);
    }

    /** Null if nothing of the kind was kept. */
    static @Nullable Position of(@Nullable Object kept) {
        return kept instanceof Map<?, ?> values
                        && values.get("file") instanceof String file
                        && values.get("offset") instanceof Number offset
                        && values.get("head") instanceof String head
                        && values.get("headLength") instanceof Number length
                ? new Position(file, offset.longValue(), head, length.intValue())
                : null;
    }
}
