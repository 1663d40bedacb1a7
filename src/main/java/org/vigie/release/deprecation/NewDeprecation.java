package org.vigie.release.deprecation;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.InvalidFieldException;

/**
 * An announcement as it was checked.
 *
 * @param feature what will be withdrawn, one line
 * @param replacement what to use instead
 */
public record NewDeprecation(String feature, String replacement, LocalDate removalOn) {

    private static final int LONGEST_FEATURE = 200;
    private static final int LONGEST_REPLACEMENT = 2_000;

    /**
     * Checks an announcement.
     *
     * @param removalOn such as {@code 2027-06-30}
     * @param today a removal is later than that
     * @throws InvalidFieldException naming the first field that does not fit
     */
    public static NewDeprecation of(
            @Nullable String feature, @Nullable String replacement, @Nullable String removalOn, LocalDate today) {
        return new NewDeprecation(
                text("feature", feature, LONGEST_FEATURE),
                text("replacement", replacement, LONGEST_REPLACEMENT),
                day(removalOn, today));
    }

    static LocalDate day(@Nullable String text, LocalDate today) {
        if (text == null || text.isBlank()) {
            throw new InvalidFieldException("removalOn", "is missing", "Give a day such as 2027-06-30.");
        }
        LocalDate day;
        try {
            day = LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw new InvalidFieldException("removalOn", "is no day", "Give a day such as 2027-06-30.");
        }
        if (!day.isAfter(today)) {
            throw new InvalidFieldException("removalOn", "is not in the future", "Give a day after " + today + ".");
        }
        return day;
    }

    private static String text(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            throw new InvalidFieldException(field, "is missing", "Users read it in the notices.");
        }
        String line = value.replaceAll("\\p{Cntrl}+", " ").strip();
        if (line.length() > longest) {
            throw new InvalidFieldException(field, "is longer than " + longest + " characters", "Shorten it.");
        }
        return line;
    }
}
