package org.vigie.backup.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What belongs to a database itself and not to what is in it: settings, privileges, comment. pg_restore restores it only with the
 * database's own name, so it is taken from the SQL that pg_restore writes and said of another one.
 */
final class DatabaseProperties {

    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[A-Za-z_\\x80-\\uffff][\\w$\\x80-\\uffff]*)";

    /** The database's name is the first group. Nothing else is carried over. */
    private static final List<Pattern> OF_THE_DATABASE = List.of(
            pattern("ALTER DATABASE " + NAME + " (?:SET|RESET|CONNECTION LIMIT)\\b.*"),
            pattern("ALTER ROLE (?:\"(?:[^\"]|\"\")+\"|[\\w$\\x80-\\uffff]+) IN DATABASE " + NAME + " SET\\b.*"),
            pattern("COMMENT ON DATABASE " + NAME + " IS\\b.*"),
            pattern("(?:GRANT|REVOKE) (?:GRANT OPTION FOR )?[A-Z, ]+ ON DATABASE " + NAME + " (?:TO|FROM)\\b.*"));

    private static final Pattern ACCOUNT = pattern(
            "(?:SET|RESET) SESSION AUTHORIZATION(?: (?:\"(?:[^\"]|\"\")+\"|'(?:[^']|'')+'|[\\w$\\x80-\\uffff]+))?");

    private DatabaseProperties() {}

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.DOTALL);
    }

    /**
     * The statements that give another database the same properties.
     *
     * @param script as pg_restore writes it, with standard strings
     * @param other name of the database they are to be about
     */
    static List<String> statements(String script, String other) {
        return split(script).stream()
                .map(statement -> about(statement, other))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> about(String statement, String other) {
        if (ACCOUNT.matcher(statement).matches()) {
            return Optional.of(statement);
        }
        return OF_THE_DATABASE.stream()
                .map(pattern -> pattern.matcher(statement))
                .filter(Matcher::matches)
                .findFirst()
                .map(found -> statement.substring(0, found.start(1))
                        + ServerDatabases.quoted(other)
                        + statement.substring(found.end(1)));
    }

    /**
     * The statements of a script. A text in quotes may hold anything, also what looks like a statement: an application chooses the
     * values of its settings.
     */
    static List<String> split(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        int at = 0;
        while (at < script.length()) {
            char letter = script.charAt(at);
            int end = at + 1;
            if (script.startsWith("--", at)) {
                end = endOfLine(script, at);
                at = end;
                continue;
            }
            if (letter == '\\' && current.toString().isBlank()) {
                // a command to psql
                at = endOfLine(script, at);
                continue;
            }
            if (letter == '\'' || letter == '"') {
                end = endOfQuotes(script, at, letter, isEscaped(script, at));
            }
            if (letter == ';') {
                statements.add(current.toString().strip());
                current.setLength(0);
            } else {
                current.append(script, at, end);
            }
            at = end;
        }
        return statements.stream().filter(statement -> !statement.isEmpty()).toList();
    }

    /** {@code E'...'}, in which a backslash takes its next letter along. */
    private static boolean isEscaped(String script, int at) {
        return script.charAt(at) == '\''
                && at > 0
                && (script.charAt(at - 1) == 'E' || script.charAt(at - 1) == 'e')
                && (at == 1 || !Character.isLetterOrDigit(script.charAt(at - 2)));
    }

    private static int endOfQuotes(String script, int begin, char quote, boolean escaped) {
        int at = begin + 1;
        while (at < script.length()) {
            if (escaped && script.charAt(at) == '\\') {
                at += 2;
            } else if (script.charAt(at) != quote) {
                at++;
            } else if (at + 1 < script.length() && script.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return script.length();
    }

    private static int endOfLine(String script, int at) {
        int end = script.indexOf('\n', at);
        return end < 0 ? script.length() : end + 1;
    }
}
