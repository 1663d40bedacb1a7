package org.vigie.platform.display;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The exported records of one kind of one day by the broker's clock.
 *
 * @param name such as {@code zeebe-record_user-task_8.6.0_2026-11-25}
 * @param records their kind, such as {@code user-task}
 * @param last the highest sequence among them; 0 if there are none
 */
record RecordIndex(String name, String records, LocalDate day, long last) {

    private static final Pattern NAME =
            Pattern.compile("zeebe-record_([a-z-]+)_[0-9.]+(?:-[A-Za-z0-9.-]+)?_(\\d{4}-\\d{2}-\\d{2})");

    /** Empty if it is not the name of such an index. */
    static Optional<RecordIndex> of(String name, long last) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new RecordIndex(name, matcher.group(1), LocalDate.parse(matcher.group(2)), last))
                : Optional.empty();
    }
}
