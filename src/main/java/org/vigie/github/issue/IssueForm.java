package org.vigie.github.issue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.ticket.Impact;
import org.vigie.ticket.TicketType;

/**
 * What a reporter filled in with the issue template. GitHub writes each field of a form as a heading of the third level
 * with the value below it; an issue written without the template has no fields.
 */
record IssueForm(Map<String, String> fields) {

    private static final String HEADING = "### ";
    private static final int LONGEST_HEADING = 100;
    private static final Pattern FIRST_WORD = Pattern.compile("^([a-z]+(?:-[a-z]+)*)(?![\\w-])");
    private static final String LEFT_EMPTY = "_No response_";

    static IssueForm parse(String body) {
        Map<String, String> fields = new HashMap<>();
        String name = null;
        StringBuilder value = new StringBuilder();
        for (String line : (Iterable<String>) body.lines()::iterator) {
            if (line.startsWith(HEADING)) {
                keep(fields, name, value);
                String heading = line.substring(HEADING.length()).strip();
                name = heading.isEmpty() || heading.length() > LONGEST_HEADING
                        ? null
                        : heading.toLowerCase(Locale.ROOT);
                value.setLength(0);
            } else if (name != null) {
                value.append(line).append('\n');
            }
        }
        keep(fields, name, value);
        return new IssueForm(fields);
    }

    /** The first one of a name counts. */
    private static void keep(Map<String, String> fields, @Nullable String name, StringBuilder value) {
        String text = value.toString().strip();
        if (name != null && !text.isEmpty() && !text.equals(LEFT_EMPTY)) {
            fields.putIfAbsent(name, text);
        }
    }

    Optional<TicketType> type() {
        return option("kind of maintenance", "type de maintenance").flatMap(TicketType::find);
    }

    Optional<Impact> impact() {
        return option("impact").flatMap(Impact::find);
    }

    Optional<String> email() {
        return field("email", "adresse de courriel");
    }

    /** The options of the template start with the value and explain it after a colon. */
    private Optional<String> option(String... names) {
        return field(names).map(FIRST_WORD::matcher).filter(Matcher::find).map(word -> word.group(1));
    }

    private Optional<String> field(String... names) {
        for (String name : names) {
            if (fields.containsKey(name)) {
                return Optional.of(fields.get(name));
            }
        }
        return Optional.empty();
    }
}
