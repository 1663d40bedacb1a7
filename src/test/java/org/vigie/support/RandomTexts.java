package org.vigie.support;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Texts as careless people and attackers send them, the same for each run: pieces of real ones, cut, doubled, nested and spoilt. */
public final class RandomTexts {

    private static final List<String> PIECES = List.of(
            "a",
            "Zoé",
            "\u0000",
            "\u0085",
            "\u0092",
            "\u00a0",
            "\u200b",
            "\u202e",
            "\u2028",
            "\ud800",
            "😀",
            "👨‍👩‍👧",
            "e\u0301\u0301",
            "\n",
            "\r\n",
            "\t",
            " ",
            "`",
            "```",
            "~~~",
            "    ",
            "> ",
            "- ",
            "1. ",
            "*",
            "**",
            "_",
            "[",
            "](",
            ")",
            "!",
            "<",
            ">",
            "<!--",
            "-->",
            "<code>",
            "</code>",
            "<a href=x>",
            "\\",
            "\"",
            "'",
            "{",
            "}",
            ":",
            ",",
            "@",
            "example.org",
            "name@example.org",
            "mailto:",
            "### Impact\n",
            "_No response_",
            "Fixes ",
            "closes: ",
            "#12",
            "GH-12",
            "MT-12",
            "octo-org/app",
            "https://github.com/octo-org/app/issues/12",
            "feat(x)!: y",
            "Revert \"",
            "BREAKING CHANGE: ",
            "Co-authored-by: ",
            "%00",
            "9999999999",
            "-1",
            "1e999",
            "null",
            "true",
            "2026-11-20T09:00:00Z",
            "+1000000000-12-31T23:59:59Z",
            "é",
            "中",
            "ש",
            "\ufffe");

    private RandomTexts() {}

    /** So many texts, some of them made of these. */
    public static Stream<String> of(long seed, int count, String... examples) {
        Random random = new Random(seed);
        return Stream.generate(() -> next(random, examples)).limit(count);
    }

    private static String next(Random random, String... examples) {
        StringBuilder text = new StringBuilder();
        if (examples.length > 0 && random.nextInt(3) > 0) {
            text.append(examples[random.nextInt(examples.length)]);
            for (int i = random.nextInt(6); i > 0 && !text.isEmpty(); i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, piece(random));
                    case 2 -> text.setLength(at);
                    default -> text.append(text.substring(at));
                }
            }
            return text.toString();
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(piece(random));
        }
        return random.nextInt(50) == 0 ? text.toString().repeat(200) : text.toString();
    }

    private static String piece(Random random) {
        return random.nextInt(8) == 0
                ? new String(Character.toChars(random.nextInt(Character.MAX_CODE_POINT + 1)))
                : PIECES.get(random.nextInt(PIECES.size()));
    }
}
