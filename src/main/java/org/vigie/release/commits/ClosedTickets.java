package org.vigie.release.commits;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.commit.CommitMessage;
import org.vigie.commit.RevertEffect;

/**
 * What the commits of a release say they bring to an end. Commits that are taken back in the same release, and those that take
 * something back, say nothing.
 *
 * @param ids ids of tickets after a word such as "closes", in upper case
 * @param numbers of issues after such a word ({@code #12})
 * @param pullRequests numbers of the pull requests that were merged, as forges write them into headers
 */
public record ClosedTickets(Set<String> ids, Set<String> numbers, Set<String> pullRequests) {

    private static final String KEYWORD = "(?<![\\w-])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\\s{1,3}";
    private static final Pattern MERGED = Pattern.compile("Merge pull request #(\\d{1,18})\\b.*+");
    private static final Pattern SQUASHED = Pattern.compile(".*\\(#(\\d{1,18})\\)\\s*+");

    /**
     * Reads commits.
     *
     * @param commits newest first
     * @param prefix start of the ids of tickets
     */
    public static ClosedTickets of(List<ReleaseCommit> commits, String prefix) {
        Reverts reverts = new Reverts(commits);
        ClosedTickets found = new ClosedTickets(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        Pattern id =
                Pattern.compile(KEYWORD + Pattern.quote(prefix) + "-(\\d{1,18})(?![\\w-])", Pattern.CASE_INSENSITIVE);
        for (ReleaseCommit commit : commits) {
            boolean takesBack = commit.message()
                    .revertEffect()
                    .filter(RevertEffect::takesBack)
                    .isPresent();
            if (!takesBack && !reverts.isCancelled(commit)) {
                found.read(commit.message(), id, prefix);
            }
        }
        return found;
    }

    private void read(CommitMessage message, Pattern id, String prefix) {
        numbers.addAll(message.closes());
        for (Pattern header : List.of(MERGED, SQUASHED)) {
            Matcher pull = header.matcher(message.header());
            if (pull.matches()) {
                pullRequests.add(pull.group(1));
            }
        }
        StringBuilder text = new StringBuilder(message.header()).append('\n').append(message.body());
        message.trailers()
                .forEach(trailer ->
                        text.append('\n').append(trailer.key()).append(": ").append(trailer.value()));
        for (Matcher named = id.matcher(text); named.find(); ) {
            ids.add(prefix + "-" + Long.parseLong(named.group(1)));
        }
    }
}
