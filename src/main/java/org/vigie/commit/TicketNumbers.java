package org.vigie.commit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code #12} in text: closed after a word such as "fixes", mentioned otherwise. A number in an address or inside a word
 * is none.
 */
final class TicketNumbers {

    private static final Set<String> CLOSING =
            Set.of("close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved");
    private static final Set<String> JOINING = Set.of("and", "et", "&", ",");
    private static final int MAX_DIGITS = 18;

    private final Set<String> closed = new LinkedHashSet<>();
    private final Set<String> mentioned = new LinkedHashSet<>();

    void read(String line) {
        boolean closing = false;
        for (String word : words(line)) {
            String number = number(word);
            if (number != null) {
                (closing ? closed : mentioned).add(number);
            } else {
                String bare = bare(word).toLowerCase(Locale.ROOT);
                closing = CLOSING.contains(bare) || (closing && JOINING.contains(bare));
            }
        }
    }

    List<String> closed() {
        return List.copyOf(closed);
    }

    List<String> mentioned() {
        return mentioned.stream().filter(number -> !closed.contains(number)).toList();
    }

    private static List<String> words(String line) {
        // "#3,#4" are two words, an address stays one
        return List.of(line.replace(",", " , ").strip().split("\\s+"));
    }

    private static @Nullable String number(String word) {
        int start = 0;
        while (start < word.length() && "([\"'".indexOf(word.charAt(start)) >= 0) {
            start++;
        }
        if (start >= word.length() || word.charAt(start) != '#') {
            return null;
        }
        int end = start + 1;
        while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
            end++;
        }
        String digits = word.substring(start + 1, end);
        boolean ends = word.substring(end).chars().allMatch(c -> ".;:!?)]\"'".indexOf(c) >= 0);
        return digits.isEmpty() || digits.length() > MAX_DIGITS || !ends ? null : digits;
    }

    private static String bare(String word) {
        int end = word.length();
        while (end > 1 && ":;.(".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end).startsWith("(") ? word.substring(1, end) : word.substring(0, end);
    }
}
