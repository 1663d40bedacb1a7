package org.vigie.github.pull;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pull request says it is about: issues after one of GitHub's keywords ({@code Fixes #12}, {@code Fixes GH-12}, also with the
 * repository or as an address), and tickets after a keyword or in the branch name ({@code fix/MT-12-login}). A revert takes over title and
 * branch of what it reverts; they say nothing about it.
 *
 * @param issues numbers of issues of the same repository
 * @param tickets ids of tickets with the given prefix, in upper case
 */
record TicketReferences(Set<Integer> issues, Set<String> tickets) {

    private static final String KEYWORD = "(?<![\\w-])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\\s{1,20}";
    private static final String NUMBER = "(\\d{1,9})(?![\\w-])";
    private static final Pattern REVERT_BRANCH = Pattern.compile("revert-\\d{1,9}-.*", Pattern.DOTALL);
    private static final Pattern REVERT_TITLE =
            Pattern.compile("(?:revert|reapply)\\b[\\s:]{0,5}[\"“«].*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    static TicketReferences of(String title, String body, String branch, String repository, String prefix) {
        boolean revert = REVERT_BRANCH.matcher(branch).matches()
                || REVERT_TITLE.matcher(title.strip()).matches();
        String text = (revert ? "" : RenderedText.of(title)) + "\u2029" + RenderedText.of(body);
        Set<Integer> issues = new TreeSet<>();
        Set<String> tickets = new TreeSet<>();
        String own = Pattern.quote(repository);
        Pattern issue =
                pattern(KEYWORD + "(?:(?:" + own + ")?#|GH-|https?://[\\w.:-]{1,253}/" + own + "/issues/)" + NUMBER);
        for (Matcher found = issue.matcher(text); found.find(); ) {
            issues.add(Integer.valueOf(found.group(1)));
        }
        String id = Pattern.quote(prefix) + "-" + NUMBER;
        for (Matcher found = pattern(KEYWORD + id).matcher(text); found.find(); ) {
            tickets.add(prefix.toUpperCase(Locale.ROOT) + "-" + Integer.valueOf(found.group(1)));
        }
        // behind the number of a branch comes what it does: MT-12-login, MT-12_login
        Pattern inBranch = pattern("(?<![A-Za-z0-9])" + Pattern.quote(prefix) + "-(\\d{1,9})(?![A-Za-z0-9])");
        for (Matcher found = inBranch.matcher(revert ? "" : branch); found.find(); ) {
            tickets.add(prefix.toUpperCase(Locale.ROOT) + "-" + Integer.valueOf(found.group(1)));
        }
        return new TicketReferences(issues, tickets);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
