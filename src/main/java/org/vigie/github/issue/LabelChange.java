package org.vigie.github.issue;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.vigie.github.webhook.GitHubDelivery;
import org.vigie.ticket.Label;

/**
 * A label that was added to an issue or removed from it.
 *
 * @param others the labels that stand on the issue besides
 */
record LabelChange(String label, boolean added, List<String> others) {

    /**
     * What changed on an issue. When a label is deleted from the repository, GitHub says that one was removed and not which: what
     * is missing among those that stood there is.
     */
    static List<LabelChange> of(GitHubDelivery delivery, LinkedIssue issue, boolean added) {
        List<String> now = delivery.labels();
        List<String> changed = delivery.payload()
                .find("/label/name")
                .map(List::of)
                .orElseGet(() -> {
                    List<String> before = issue.labels() == null ? List.of() : issue.labels();
                    return added ? without(now, before) : without(before, now);
                });
        // GitHub may still list a label that it says was removed
        return changed.stream()
                .map(label -> new LabelChange(label, added, without(now, List.of(label))))
                .toList();
    }

    private static List<String> without(List<String> labels, List<String> others) {
        return labels.stream()
                .filter(label -> others.stream().noneMatch(label::equalsIgnoreCase))
                .toList();
    }

    /**
     * What was said about something that an issue has one of. An added label counts before the one it replaces, which
     * GitHub takes off a moment later. A removed one says nothing by itself: what counts is another that is left.
     */
    <T> Optional<T> said(Function<Collection<String>, Optional<T>> meaning) {
        Optional<T> own = meaning.apply(List.of(label));
        return added ? own : own.flatMap(taken -> meaning.apply(others));
    }

    /** The natures with those that the label stands for, or without them. */
    Set<Label> appliedTo(Set<Label> natures, Set<Label> meant) {
        Set<Label> changed = new HashSet<>(natures);
        if (added) {
            changed.addAll(meant);
        } else {
            changed.removeAll(meant);
        }
        return Set.copyOf(changed);
    }
}
