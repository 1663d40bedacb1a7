package org.vigie.dependency;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which packages a pull request of Dependabot or Renovate updates, from its title and its text. */
final class UpdatedPackages {

    private static final Pattern BRANCH = Pattern.compile("(?:dependabot|renovate)/.+", Pattern.DOTALL);
    /** Dependabot: Bump NAME from 1 to 2; Update NAME requirement from &lt;1 to &lt;2. Renovate: Update dependency NAME to v2. */
    private static final Pattern TITLE = Pattern.compile(
            "\\b(?:bump (\\S{1,200}) from \\S|update (\\S{1,200}) requirement from |update dependency (\\S{1,200}) to )",
            Pattern.CASE_INSENSITIVE);
    /** The first sentence of Dependabot, which names one or several, each with its address. */
    private static final Pattern SENTENCE =
            Pattern.compile("(?m)^(?:Bumps |Updates the requirements on |Updates `).{0,4000}$");

    private static final Pattern LINKED = Pattern.compile("\\[([^\\]\\s]{1,200})\\]\\(");
    private static final Pattern BUMPED = Pattern.compile("^Bumps (\\S{1,200}) from ");
    private static final Pattern QUOTED = Pattern.compile("^Updates `([^`\\s]{1,200})` from ");
    /** A row of Renovate's table: the package with or without its address, then the versions. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\|\\s{0,5}\\[?([^\\]\\[|\\s]{1,200})\\]?[^|\\n]{0,1000}\\|[^\\n]{0,2000}(?:->|→)");

    private UpdatedPackages() {}

    /** Their names as {@link #plain(String)} spells them; empty if it is no such pull request. */
    static Set<String> of(String branch, String title, String body) {
        Set<String> names = new TreeSet<>();
        if (!BRANCH.matcher(branch).matches()) {
            return names;
        }
        for (Matcher found = TITLE.matcher(title); found.find(); ) {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null) {
                    names.add(plain(found.group(group)));
                }
            }
        }
        for (Matcher found = SENTENCE.matcher(body); found.find(); ) {
            addAll(names, QUOTED.matcher(found.group()));
            addAll(names, BUMPED.matcher(found.group()));
            addAll(names, LINKED.matcher(found.group()));
        }
        addAll(names, ROW.matcher(body));
        return names;
    }

    /** Package registries take these spellings for one name. */
    static String plain(String name) {
        return name.replaceAll("^[\\[`]|[\\]`]$", "").toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    private static void addAll(Set<String> names, Matcher found) {
        while (found.find()) {
            if (!found.group(1).startsWith("[")) {
                names.add(plain(found.group(1)));
            }
        }
    }
}
