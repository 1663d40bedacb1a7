package org.vigie.github.issue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.ticket.Impact;
import org.vigie.ticket.TicketType;

/**
 * What a reporter filled in with the issue template. GitHub writes each field of a form as a heading of the third level
 * with the value below it; an issue written without the template has no fields.
 */
record IssueForm(Map<String, String> fields) {

    private static final Pattern FIELD =
            Pattern.compile("^### (.{1,100}?)\\s*$\\R+((?:(?!### ).*\\R?)*)", Pattern.MULTILINE);
    private static final Pattern FIRST_WORD = Pattern.compile("^([a-z]+(?:-[a-z]+)*)(?![\\w-])");
    private static final String LEFT_EMPTY = "_No response_";

    static IssueForm parse(String body) {
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(body);
        while (field.find()) {
            String value = field.group(2).strip();
            if (!value.isEmpty() && !value.equals(LEFT_EMPTY)) {
                fields.putIfAbsent(field.group(1).strip().toLowerCase(Locale.ROOT), value);
            }
        }
        return new IssueForm(fields);
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
