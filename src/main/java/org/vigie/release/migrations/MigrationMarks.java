package org.vigie.release.migrations;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The class of a migration by a mark in its file: a comment such as {@code -- vigie: lossy} or {@code # vigie: reversible,
 * compatible}. Without a mark the file's way down decides; what cannot be judged counts as the worse.
 */
public final class MigrationMarks {

    private static final Pattern MARK =
            Pattern.compile("^[ \\t]*+(?:--|#|//|/?\\*+)[ \\t]*+vigie:[ \\t]*+([^\\r\\n*]*+)", Pattern.MULTILINE);

    /** Statements after which the version before is missing something, or data is gone. A hint to people, no parser of SQL. */
    private static final Pattern DESTRUCTIVE = Pattern.compile(
            "\\b(?:DROP\\s++(?:TABLE|COLUMN|SCHEMA|TYPE)|TRUNCATE|RENAME\\s++(?:TO|COLUMN)|DELETE\\s++FROM"
                    + "|ALTER\\s++COLUMN\\s++\\S++\\s++(?:SET\\s++DATA\\s++)?TYPE)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/");

    private MigrationMarks() {}

    /**
     * Judges a migration by its files.
     *
     * @param id its name
     * @param up text of the way up
     * @param down text of the way down; empty if there is no file
     */
    public static Migration judge(String id, String up, Optional<String> down) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        List<String> unknown = read(up, marks);
        boolean way = down.filter(text -> !withoutComments(text).isBlank()).isPresent();
        boolean destructive = DESTRUCTIVE.matcher(withoutComments(up)).find();
        if (!unknown.isEmpty()) {
            return new Migration(
                    id,
                    way ? MigrationClass.LOSSY : MigrationClass.IRREVERSIBLE,
                    false,
                    way,
                    "its mark " + String.join(", ", unknown) + " is unknown; known are " + Mark.names());
        }
        return marks.isEmpty() ? unmarked(id, way, destructive) : marked(id, marks, way, destructive);
    }

    private static Migration unmarked(String id, boolean way, boolean destructive) {
        if (!way) {
            return new Migration(id, MigrationClass.IRREVERSIBLE, false, false, "it has no mark and no way down");
        }
        return destructive
                ? new Migration(
                        id,
                        MigrationClass.LOSSY,
                        false,
                        true,
                        "it has no mark and drops, renames or rewrites something")
                : new Migration(id, MigrationClass.REVERSIBLE, false, true, "it has no mark, but a way down");
    }

    private static Migration marked(String id, Set<Mark> marks, boolean way, boolean destructive) {
        boolean compatible = marks.contains(Mark.COMPATIBLE);
        MigrationClass said = said(marks);
        boolean lacksWay = !way && (said == MigrationClass.REVERSIBLE || said == MigrationClass.LOSSY);
        String reason = "its mark says "
                + marks.stream().map(Mark::text).collect(Collectors.joining(", "))
                + (lacksWay ? ", but it has no way down" : "")
                + (compatible && destructive ? ", although it drops, renames or rewrites something" : "");
        return new Migration(id, lacksWay ? withoutAWay(compatible, said) : said, compatible, way, reason);
    }

    /** The worst that the marks say. */
    private static MigrationClass said(Set<Mark> marks) {
        return marks.stream()
                .map(mark -> MigrationClass.valueOf(mark.name()))
                .reduce(MigrationClass::worse)
                .orElseThrow();
    }

    /** What was reversible only needs no way down where the version before runs on it as it is. */
    private static MigrationClass withoutAWay(boolean compatible, MigrationClass said) {
        return compatible && said == MigrationClass.REVERSIBLE
                ? MigrationClass.COMPATIBLE
                : MigrationClass.IRREVERSIBLE;
    }

    private static List<String> read(String text, Set<Mark> marks) {
        List<String> words = MARK.matcher(text)
                .results()
                .map(mark -> mark.group(1))
                .flatMap(list -> List.of(list.strip().split("[,\\s]+")).stream())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        words.forEach(word -> Mark.of(word).ifPresent(marks::add));
        return words.stream()
                .filter(word -> Mark.of(word).isEmpty())
                .map(word -> "\"" + word + "\"")
                .toList();
    }

    private static String withoutComments(String sql) {
        Matcher comments = COMMENT.matcher(sql);
        return comments.replaceAll(" ");
    }

    private enum Mark {
        COMPATIBLE,
        REVERSIBLE,
        LOSSY,
        IRREVERSIBLE;

        private static Optional<Mark> of(String word) {
            return List.of(values()).stream()
                    .filter(mark -> mark.text().equals(word))
                    .findFirst();
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static String names() {
            return List.of(values()).stream().map(Mark::text).collect(Collectors.joining(", "));
        }
    }
}
