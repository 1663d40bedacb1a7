package org.vigie.sla.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vigie.calendar.BusinessCalendar;

/** Reads the tables of fixed vectors. */
final class SlaTables {

    /** A row of vectors.csv. */
    record Vector(
            String calendarName,
            BusinessCalendar calendar,
            Instant start,
            SlaTarget target,
            List<Pause> pauses,
            Instant due,
            String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private SlaTables() {}

    static Map<String, BusinessCalendar> calendars() {
        Map<String, BusinessCalendar> calendars = new LinkedHashMap<>();
        rows("/sla/calendars.csv").forEach(row -> calendars.put(row[0], calendar(row)));
        return calendars;
    }

    static List<Vector> vectors() {
        Map<String, BusinessCalendar> calendars = calendars();
        return rows("/sla/vectors.csv").stream()
                .map(row -> new Vector(
                        row[0],
                        Objects.requireNonNull(calendars.get(row[0]), row[0]),
                        instant(row[1]),
                        target(row[2]),
                        words(row[3]).stream().map(SlaTables::pause).toList(),
                        instant(row[4]),
                        String.join(" ", row)))
                .toList();
    }

    private static BusinessCalendar calendar(String[] row) {
        BusinessCalendar.Builder builder = BusinessCalendar.in(ZoneId.of(row[1]))
                .weekdays(words(row[2]).toArray(String[]::new))
                .slots(DayOfWeek.SATURDAY, words(row[3]).toArray(String[]::new))
                .slots(DayOfWeek.SUNDAY, words(row[4]).toArray(String[]::new));
        if (!row[5].isEmpty()) {
            String[] place = row[5].split("/", 2);
            builder.holidays(place[0], place.length == 2 ? place[1] : null);
        }
        words(row[6]).forEach(builder::closed);
        return builder.build();
    }

    private static SlaTarget target(String text) {
        String[] parts = text.split(" ");
        return SlaTarget.of(Long.valueOf(parts[0]), parts[1], parts[2]);
    }

    private static Pause pause(String text) {
        String[] ends = text.split("/");
        return new Pause(instant(ends[0]), instant(ends[1]));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** The rows below the heading, without comments. */
    private static List<String[]> rows(String resource) {
        try (InputStream in = Objects.requireNonNull(SlaTables.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(";", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
