package org.vigie.github.pull;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pull request says it is about: issues after one of GitHub's keywords ({@code Fixes #12}, also with the
 * repository or as an address), and tickets after a keyword or in the branch name ({@code fix/MT-12-login}).
 *
 * @param issues numbers of issues of the same repository
 * @param tickets ids of tickets with the given prefix, in upper case
 */
record TicketReferences(Set<Integer> issues, Set<String> tickets) {

    private static final String KEYWORD = "(?<![\\w-])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\\s+";
    private static final String NUMBER = "(\\d{1,9})(?![\\w-])";

    static TicketReferences of(String title, String body, String branch, String repository, String prefix) {
        String text = withoutComments(title + "\n" + body);
        Set<Integer> issues = new TreeSet<>();
        Set<String> tickets = new TreeSet<>();
        String own = Pattern.quote(repository);
        Pattern issue = pattern(KEYWORD + "(?:(?:" + own + ")?#|https?://[\\w.:-]+/" + own + "/issues/)" + NUMBER);
        for (Matcher found = issue.matcher(text); found.find(); ) {
            issues.add(Integer.valueOf(found.group(1)));
        }
        String id = Pattern.quote(prefix) + "-" + NUMBER;
        for (Matcher found = pattern(KEYWORD + id).matcher(text); found.find(); ) {
            tickets.add(prefix.toUpperCase(Locale.ROOT) + "-" + Integer.valueOf(found.group(1)));
        }
        // behind the number of a branch comes what it does: MT-12-login, MT-12_login
        Pattern inBranch = pattern("(?<![A-Za-z0-9])" + Pattern.quote(prefix) + "-(\\d{1,9})(?![A-Za-z0-9])");
        for (Matcher found = inBranch.matcher(branch); found.find(); ) {
            tickets.add(prefix.toUpperCase(Locale.ROOT) + "-" + Integer.valueOf(found.group(1)));
        }
        return new TicketReferences(issues, tickets);
    }

    /** Templates of pull requests explain in comments how to name an issue. */
    private static String withoutComments(String text) {
        return text.replaceAll("(?s)<!--.*?(?:-->|$)", " ");
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
