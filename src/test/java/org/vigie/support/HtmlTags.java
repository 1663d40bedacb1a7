package org.vigie.support;

import java.util.ArrayList;
import java.util.List;

/** The tags of a page with the names of their attributes: what a text must not change. Reads tags as browsers do, quotes included. */
public final class HtmlTags {

    private HtmlTags() {}

    public static List<String> of(String html) {
        List<String> tags = new ArrayList<>();
        int at = html.indexOf('<');
        while (at >= 0) {
            int end = end(html, at);
            if (Character.isLetter(html.charAt(at + 1)) || "/!?".indexOf(html.charAt(at + 1)) >= 0) {
                tags.add(withoutValues(html.substring(at, end)));
            } else {
                tags.add("stray <");
            }
            at = html.indexOf('<', end);
        }
        return tags;
    }

    private static int end(String html, int start) {
        char quote = 0;
        for (int i = start; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return html.length();
    }

    private static String withoutValues(String tag) {
        return tag.replaceAll("\"[^\"]*\"", "\"\"").replaceAll("'[^']*'", "''");
    }
}
