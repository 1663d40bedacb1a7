package org.vigie.notification.http;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Shortens texts at whole characters as people see them: no half of a pair, no letter without its accent. */
public final class Excerpt {

    private Excerpt() {}

    /**
     * The text, or its start with {@code end}, so long as the measure allows.
     *
     * @param measure how much a text takes; more text takes no less
     * @param end of what was cut, such as an ellipsis and a link
     */
    public static String of(String text, ToIntFunction<String> measure, int most, String end) {
        if (measure.applyAsInt(text) <= most) {
            return text;
        }
        return start(text, start -> measure.applyAsInt(start.stripTrailing() + end), most)
                        .stripTrailing()
                + end;
    }

    /**
     * The text in parts of at most this measure; the last one ends with {@code end} if there are more than there may be.
     *
     * @param parts how many there may be
     */
    public static List<String> parts(String text, ToIntFunction<String> measure, int most, int parts, String end) {
        List<String> found = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            if (found.size() == parts - 1) {
                found.add(of(rest, measure, most, end));
                return found;
            }
            String part = start(rest, measure, most);
            if (part.isEmpty()) {
                part = rest.substring(0, rest.offsetByCodePoints(0, 1));
            }
            found.add(part);
            rest = rest.substring(part.length());
        }
        return found;
    }

    private static String start(String text, ToIntFunction<String> measure, int most) {
        if (measure.applyAsInt(text) <= most) {
            return text;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = characters.preceding(Math.min(text.length(), (low + high + 1) / 2 + 1));
            if (middle <= low) {
                middle = characters.following(low);
            }
            if (middle > high || middle == BreakIterator.DONE) {
                break;
            }
            if (measure.applyAsInt(text.substring(0, middle)) <= most) {
                low = middle;
            } else {
                high = characters.preceding(middle);
            }
        }
        return text.substring(0, low);
    }
}
