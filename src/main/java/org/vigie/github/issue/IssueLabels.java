package org.vigie.github.issue;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vigie.github.api.GitHubProperties;
import org.vigie.plan.MaintenancePlan;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketStatus;

/**
 * The labels that a ticket puts on its issue: type, priority, natures as the plan file names them, {@code status: …} and
 * {@code due: …}. Labels that Vigie knows nothing of are left alone, and so are natures that people add.
 */
@Component
class IssueLabels {

    private static final String STATUS = "status: ";
    private static final Pattern DUE = Pattern.compile("due: \\d{4}-\\d{2}-\\d{2}", Pattern.CASE_INSENSITIVE);
    private static final Set<String> STATUSES = Arrays.stream(TicketStatus.values())
            .map(status -> STATUS + status.id())
            .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));

    private final GitHubProperties properties;

    IssueLabels(GitHubProperties properties) {
        this.properties = properties;
    }

    /** What has to change on an issue; nothing in it twice, both perhaps empty. */
    record Change(Set<String> add, Set<String> remove) {}

    Change change(Ticket ticket, MaintenancePlan plan, Collection<String> onIssue) {
        Set<String> wanted = wanted(ticket, plan);
        Set<String> add = ignoringCase(wanted);
        add.removeAll(ignoringCase(onIssue));
        Set<String> remove = ignoringCase(onIssue);
        remove.removeIf(label -> wanted.contains(label) || !isExclusive(label, plan));
        return new Change(add, remove);
    }

    /** Whether an issue on which a label was added or removed is as the ticket wants it. */
    boolean agrees(Ticket ticket, MaintenancePlan plan, String label, boolean added) {
        boolean wanted = wanted(ticket, plan).contains(label);
        return added ? wanted : !wanted && isExclusive(label, plan);
    }

    private Set<String> wanted(Ticket ticket, MaintenancePlan plan) {
        LabelMap map = new LabelMap(plan.github().labels());
        Set<String> wanted = new LinkedHashSet<>();
        map.labelOf(ticket.type()).ifPresent(wanted::add);
        map.labelOfPriority(ticket.priority()).ifPresent(wanted::add);
        ticket.labels().forEach(nature -> map.labelOf(nature).ifPresent(wanted::add));
        wanted.add(STATUS + ticket.status().id());
        Instant due = ticket.resolutionDue();
        if (properties.dueLabel() && due != null && !ticket.status().isClosed()) {
            wanted.add("due: " + due.atZone(plan.timeZone()).toLocalDate());
        }
        return ignoringCase(wanted);
    }

    /** Of these an issue has the ticket's and no other. */
    private static boolean isExclusive(String label, MaintenancePlan plan) {
        return STATUSES.contains(label)
                || DUE.matcher(label).matches()
                || ignoringCase(new LabelMap(plan.github().labels()).exclusive())
                        .contains(label);
    }

    private static Set<String> ignoringCase(Collection<String> labels) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(labels);
        return set;
    }
}
