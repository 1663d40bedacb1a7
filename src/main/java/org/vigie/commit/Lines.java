package org.vigie.commit;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The lines of a message, and which of them are quoted text in a fence. */
final class Lines {

    private static final Pattern FENCE = Pattern.compile(" {0,3}(```+|~~~+).*+", Pattern.DOTALL);

    private final List<String> lines;
    private final boolean[] fenced;

    Lines(String message) {
        lines = message.lines().toList();
        fenced = fences(lines);
    }

    int size() {
        return lines.size();
    }

    String get(int i) {
        return lines.get(i);
    }

    boolean isBlank(int i) {
        return lines.get(i).isBlank();
    }

    boolean isFenced(int i) {
        return fenced[i];
    }

    boolean startsParagraph(int i) {
        return i == 0 || lines.get(i - 1).isBlank() || fenced[i - 1];
    }

    /** A fence that is never closed hides nothing: a note behind it would be lost. */
    private static boolean[] fences(List<String> lines) {
        boolean[] result = new boolean[lines.size()];
        int open = -1;
        String mark = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (open < 0) {
                if (FENCE.matcher(line).matches()) {
                    open = i;
                    mark = mark(line);
                }
            } else if (closes(line, mark)) {
                Arrays.fill(result, open, i + 1, true);
                open = -1;
            }
        }
        return result;
    }

    private static String mark(String line) {
        String text = line.stripLeading();
        int end = 0;
        while (end < text.length() && text.charAt(end) == text.charAt(0)) {
            end++;
        }
        return text.substring(0, end);
    }

    private static boolean closes(String line, String mark) {
        return FENCE.matcher(line).matches()
                && line.strip().length() >= mark.length()
                && line.strip().chars().allMatch(c -> c == mark.charAt(0));
    }
}
