package org.vigie.backlog;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of the review as it was filled in; anything may be missing or of another type. */
record ReviewLine(Map<String, ?> values) {

    private static final int MOST_DEPENDENCIES = 1_000;

    /** The ticket, or a text that is none. */
    String ticketId() {
        return Objects.toString(values.get("ticketId"), "").strip();
    }

    /** The marks, or empty if none was given. */
    Optional<Marks> marks() {
        Object[] given = {values.get("userValue"), values.get("technicalRisk"), values.get("dependencies")};
        if (Arrays.stream(given).allMatch(Objects::isNull)) {
            return Optional.empty();
        }
        return Optional.of(new Marks(
                number("user value", given[0], 1, 5),
                number("technical risk", given[1], 1, 5),
                number("dependencies", given[2], 0, MOST_DEPENDENCIES)));
    }

    /** The release, or empty if none was given. */
    Optional<String> plannedRelease() {
        String release = Objects.toString(values.get("plannedRelease"), "").strip();
        if (release.isEmpty()) {
            return Optional.empty();
        }
        if (!release.matches("[0-9A-Za-z][0-9A-Za-z.+_-]{0,49}")) {
            throw new ReviewRefusedException(
                    ticketId() + ": '" + release.replaceAll("\\p{Cntrl}", " ") + "' is not a release",
                    "Write a version such as 1.4.0.");
        }
        return Optional.of(release);
    }

    private int number(String name, @Nullable Object value, int least, int most) {
        if (value instanceof Number number) {
            BigDecimal exact = new BigDecimal(number.toString());
            if (exact.stripTrailingZeros().scale() <= 0
                    && exact.compareTo(BigDecimal.valueOf(least)) >= 0
                    && exact.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return exact.intValueExact();
            }
        }
        throw new ReviewRefusedException(
                ticketId() + ": " + name + (value == null ? " is missing" : " is not a whole number in its range"),
                "Give all three marks, value and risk from 1 to 5 and dependencies from 0, or none of them.");
    }
}
