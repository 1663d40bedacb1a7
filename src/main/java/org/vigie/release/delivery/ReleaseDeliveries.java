package org.vigie.release.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.release.commits.ReleaseCommit;
import org.vigie.release.history.ReleaseHistory;
import org.vigie.release.history.ReleaseTag;
import org.vigie.release.history.ReleaseTags;
import org.vigie.release.pipeline.Repositories;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.ReleaseRuns;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.version.TagPattern;
import org.vigie.shared.HintedException;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketPlanning;

/**
 * Brings tickets and releases together. A ticket for which the plan sets no time of correction is closed by the release that brings
 * its change; of the others the trail says in which release they went out. Every method can be called again.
 */
@Service
public class ReleaseDeliveries {

    private static final int AT_ONCE = 50;

    private final ReleaseDeliveryStore store;
    private final ReleasedTickets released;
    private final ReleaseRuns runs;
    private final VersionRecords versions;
    private final Repositories repositories;
    private final TicketDesk tickets;
    private final TicketPlanning planning;
    private final Plans plans;
    private final AuditTrail audit;
    private final Clock clock;

    ReleaseDeliveries(
            ReleaseDeliveryStore store,
            ReleasedTickets released,
            ReleaseRuns runs,
            VersionRecords versions,
            Repositories repositories,
            TicketDesk tickets,
            TicketPlanning planning,
            Plans plans,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.released = released;
        this.runs = runs;
        this.versions = versions;
        this.repositories = repositories;
        this.tickets = tickets;
        this.planning = planning;
        this.plans = plans;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Says whether a ticket whose change is merged travels with a release, and remembers the process that waits for it: if the
     * plan sets no time of correction, Vigie releases the application, and there is something to know the release by.
     *
     * @param mergeCommit by which the change was merged; null if it is not known
     */
    @Transactional
    public boolean await(String ticketId, long processInstanceKey, @Nullable String mergeCommit) {
        Ticket ticket = tickets.get(ticketId);
        MaintenancePlan plan = plans.require(ticket.application());
        boolean known = mergeCommit != null || ticket.plannedRelease() != null;
        if (ticket.resolutionDue() != null || plan.release() == null || !known) {
            return false;
        }
        store.await(ticketId, processInstanceKey, ticket.application(), mergeCommit, clock.instant());
        return true;
    }

    /** Releases that serve and whose tickets were not looked up yet. */
    List<String> newReleases() {
        return store.newReleases(AT_ONCE);
    }

    /**
     * Looks up which tickets a release brought, before anything is written.
     *
     * @throws HintedException if the repository cannot be read
     */
    Set<String> ticketsOf(String operationId) {
        ReleaseRun run = runs.require(operationId);
        MaintenancePlan plan = plans.find(run.application())
                .filter(known -> known.release() != null)
                .orElse(null);
        if (plan == null) {
            return Set.of();
        }
        try (ReleaseHistory history = repositories.open(plan)) {
            TagPattern pattern =
                    new TagPattern(Objects.requireNonNull(plan.release()).tags());
            ReleaseTags before = before(history.tags(pattern), run);
            List<ReleaseCommit> commits =
                    history.unreleased(run.commit(), before).parsedCommits();
            Set<String> found = new TreeSet<>(released.closedBy(plan, commits));
            for (ReleaseDeliveryStore.Awaited awaited : store.awaited(run.application())) {
                if (isIn(history, run.commit(), awaited.mergeCommit())) {
                    found.add(awaited.ticketId());
                }
            }
            return found;
        }
    }

    /** Keeps which tickets a release brought, and says so in the trail of each, once. */
    @Transactional
    void deliver(String operationId, Set<String> found) {
        ReleaseRun run = runs.require(operationId);
        if (!store.delivered(operationId, clock.instant())) {
            return;
        }
        for (String id : found) {
            store.add(operationId, id);
            Ticket ticket = tickets.get(id);
            if (ticket.closedAt() == null && ticket.resolutionDue() == null) {
                planning.planInto(id, run.version());
            }
            add(id, "released", run);
        }
        released.plannedInto(run.application(), run.version()).stream()
                .filter(id -> !found.contains(id))
                .forEach(id -> add(id, "left out of the release it was planned into", run));
    }

    /**
     * Looks whether what serves already brought a change whose ticket began to wait only now.
     *
     * @throws HintedException if the repository cannot be read
     */
    void lookBack(String application) {
        List<ReleaseDeliveryStore.Awaited> awaited = store.awaited(application);
        Optional<ReleaseRun> serving =
                versions.serving(application).flatMap(version -> runs.thatBrought(application, version));
        MaintenancePlan plan =
                plans.find(application).filter(known -> known.release() != null).orElse(null);
        if (serving.isPresent() && plan != null) {
            try (ReleaseHistory history = repositories.open(plan)) {
                awaited.stream()
                        .filter(it -> isIn(history, serving.get().commit(), it.mergeCommit()))
                        .forEach(it -> store.addFound(serving.get().operationId(), it.ticketId()));
            }
        }
        store.looked(
                application,
                awaited.stream().map(ReleaseDeliveryStore.Awaited::ticketId).toList());
    }

    /** Applications for which {@link #lookBack} has something to do. */
    List<String> notLooked() {
        return store.notLooked();
    }

    /** Tells the processes that wait for what was released. */
    @Transactional
    void tellWaiting() {
        store.settleClosed(clock.instant());
        for (ReleaseDeliveryStore.Arrived arrived : store.arrived(AT_ONCE)) {
            if (store.released(arrived.ticketId(), arrived.operationId(), clock.instant())) {
                String version = runs.require(arrived.operationId()).version();
                planning.released(arrived.ticketId(), arrived.operationId(), version);
            }
        }
    }

    /** What served when the release took the lock; without it all final releases below the version. */
    private static ReleaseTags before(ReleaseTags tags, ReleaseRun run) {
        List<ReleaseTag> served = tags.releases().stream()
                .filter(tag -> tag.version().toString().equals(run.previous()))
                .toList();
        Optional<ReleaseTag> own = tags.find(run.tag());
        List<ReleaseTag> lower = tags.releases().stream()
                .filter(tag -> own.filter(it -> tag.version().compareTo(it.version()) < 0)
                        .isPresent())
                .toList();
        return new ReleaseTags(served.isEmpty() ? lower : served, List.of());
    }

    private static boolean isIn(ReleaseHistory history, String release, String commit) {
        try {
            return history.contains(release, history.resolve(commit));
        } catch (HintedException e) {
            return false; // not in this repository
        }
    }

    private void add(String ticketId, String action, ReleaseRun run) {
        audit.add(
                new AuditEntry(
                        ticketId,
                        clock.instant(),
                        AuditEntry.VIGIE,
                        action,
                        Map.of("version", run.version(), "release", run.operationId())),
                "release-ticket/" + run.operationId() + "/" + ticketId);
    }
}
