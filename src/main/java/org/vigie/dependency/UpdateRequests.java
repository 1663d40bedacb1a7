package org.vigie.dependency;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.change.ChangeSubjects;

/**
 * Pull requests of Dependabot and Renovate: one that mends a flaw, or brings all that is left of a set of updates, is the change of
 * the finding's ticket. One that brings a part of a set is noted when it is merged, and the rest is left.
 */
@Component
class UpdateRequests implements ChangeSubjects {

    private final DependencyStore store;
    private final AuditTrail audit;
    private final Clock clock;

    UpdateRequests(DependencyStore store, AuditTrail audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<String> ticketsOf(ProposedChange change) {
        if (!change.ofTheTeam()) {
            return Set.of();
        }
        Set<String> updated = UpdatedPackages.of(change.branch(), change.title(), change.body());
        Set<String> tickets = new LinkedHashSet<>();
        if (updated.isEmpty()) {
            return tickets;
        }
        store.lock(change.application());
        for (DependencyFinding finding : store.open(change.application())) {
            if (finding.ticketId() != null && concerns(finding, updated, change)) {
                tickets.add(finding.ticketId());
            }
        }
        return tickets;
    }

    private boolean concerns(DependencyFinding finding, Set<String> updated, ProposedChange change) {
        if (finding.kind().equals(Dependencies.ADVISORY)) {
            return updated.contains(UpdatedPackages.plain(finding.subject()));
        }
        Set<String> packages = packages(finding);
        Set<String> left = new TreeSet<>(packages);
        left.removeAll(store.merged(finding.id(), change.pullRequest()));
        boolean all = !left.isEmpty() && updated.containsAll(left);
        if (change.merged()) {
            packages.stream()
                    .filter(updated::contains)
                    .filter(name -> store.merge(finding.id(), name, change.pullRequest(), clock.instant()))
                    .forEach(name -> audit.add(
                            new AuditEntry(
                                    finding.ticketId(),
                                    clock.instant(),
                                    AuditEntry.VIGIE,
                                    "package brought up to date",
                                    Map.of("package", name, "pullRequest", change.pullRequest())),
                            finding.id() + "/merged/" + name));
        }
        return all;
    }

    /** The lines of its details begin with the names. */
    private static Set<String> packages(DependencyFinding finding) {
        return finding.details()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> UpdatedPackages.plain(line.strip().split("\\s", 2)[0]))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
