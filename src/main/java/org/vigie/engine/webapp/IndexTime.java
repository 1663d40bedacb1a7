package org.vigie.engine.webapp;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as Tasklist and Operate of release 8.6 write them: the offset has no colon. */
public final class IndexTime {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    private IndexTime() {}

    /** @throws java.time.format.DateTimeParseException if it is none */
    public static Instant parse(String text) {
        return OffsetDateTime.parse(text, FORMAT).toInstant();
    }
}
