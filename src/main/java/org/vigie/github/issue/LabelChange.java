package org.vigie.github.issue;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.vigie.github.webhook.Payload;
import org.vigie.ticket.Label;

/**
 * A label that was added to an issue or removed from it.
 *
 * @param others the labels that stand on the issue besides
 */
record LabelChange(String label, boolean added, List<String> others) {

    static LabelChange of(Payload payload, boolean added) {
        String label = payload.text("/label/name");
        // GitHub may still list a label that it says was removed
        List<String> others = payload.items("/issue/labels").stream()
                .flatMap(each -> each.find("/name").stream())
                .filter(name -> !name.equalsIgnoreCase(label))
                .toList();
        return new LabelChange(label, added, others);
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
