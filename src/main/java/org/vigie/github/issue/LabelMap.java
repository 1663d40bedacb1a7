package org.vigie.github.issue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.plan.GitHubSettings;
import org.vigie.ticket.Label;
import org.vigie.ticket.TicketType;

/** The labels of a plan file, read from label to meaning. GitHub holds labels apart without regard to case. */
final class LabelMap {

    private final GitHubSettings.Labels labels;

    LabelMap(GitHubSettings.Labels labels) {
        this.labels = labels;
    }

    Optional<TicketType> type(Collection<String> onIssue) {
        return meanings(labels.type(), onIssue).stream()
                .flatMap(id -> TicketType.find(id).stream())
                .findFirst();
    }

    /** The highest one, if several stand on the issue. */
    Optional<String> priority(Collection<String> onIssue) {
        return meanings(labels.priority(), onIssue).stream().sorted().findFirst();
    }

    Set<Label> natures(Collection<String> onIssue) {
        return meanings(labels.nature(), onIssue).stream()
                .flatMap(id -> Label.find(id).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<String> labelOf(TicketType type) {
        return Optional.ofNullable(labels.type().get(type.id()));
    }

    Optional<String> labelOfPriority(String priority) {
        return Optional.ofNullable(labels.priority().get(priority));
    }

    Optional<String> labelOf(Label nature) {
        return Optional.ofNullable(labels.nature().get(nature.id()));
    }

    /** Labels that say what a ticket has exactly one of: a type and a priority. */
    List<String> exclusive() {
        List<String> exclusive = new ArrayList<>(labels.type().values());
        exclusive.addAll(labels.priority().values());
        return exclusive;
    }

    private static List<String> meanings(Map<String, String> labelByMeaning, Collection<String> onIssue) {
        Set<String> present =
                onIssue.stream().map(label -> label.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return labelByMeaning.entrySet().stream()
                .filter(entry -> present.contains(entry.getValue().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
