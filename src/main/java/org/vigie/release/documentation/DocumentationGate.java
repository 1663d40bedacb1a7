package org.vigie.release.documentation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vigie.plan.DocumentationRule;

/** The rules of a plan about the documents of a release. */
public final class DocumentationGate {

    private final List<DocumentationRule> rules;

    public DocumentationGate(List<DocumentationRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Whether the plan demands anything. */
    public boolean isOpen() {
        return rules.isEmpty();
    }

    /**
     * What speaks against a release, in sentences; empty if nothing does.
     *
     * @param changed files that it changes, compared with what serves, with / between names
     */
    public List<String> findings(Collection<String> changed) {
        return rules.stream().flatMap(rule -> finding(rule, changed).stream()).toList();
    }

    private static Optional<String> finding(DocumentationRule rule, Collection<String> changed) {
        List<String> reasons = changed.stream()
                .filter(file -> rule.changed().isEmpty() || matchesOne(rule.changed(), file))
                .sorted()
                .toList();
        List<String> lacking = rule.updated().stream()
                .filter(document -> changed.stream().noneMatch(pattern(document)))
                .toList();
        return reasons.isEmpty() || lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(sentence(rule, reasons, lacking));
    }

    private static String sentence(DocumentationRule rule, List<String> reasons, List<String> lacking) {
        String what = rule.changed().isEmpty()
                ? "this version"
                : reasons.stream().limit(3).collect(Collectors.joining(", "))
                        + (reasons.size() > 3 ? " and " + (reasons.size() - 3) + " more" : "");
        return rule.id() + ": " + what + " changed, and nothing in " + String.join(", ", lacking);
    }

    private static boolean matchesOne(List<String> patterns, String file) {
        return patterns.stream().anyMatch(pattern -> pattern(pattern).test(file));
    }

    /** As git spells them: ** is any text, also none before a /; * ends at the next /. */
    private static Predicate<String> pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 1;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
    }
}
