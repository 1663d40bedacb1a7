package org.vigie.release.delivery;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.vigie.plan.MaintenancePlan;
import org.vigie.release.commits.ClosedTickets;
import org.vigie.release.commits.ReleaseCommit;
import org.vigie.ticket.TicketReleases;

/** Which tickets a release brings, by its commits and by its plan. */
@Service
public class ReleasedTickets {

    private final TicketReleases tickets;

    ReleasedTickets(TicketReleases tickets) {
        this.tickets = tickets;
    }

    /**
     * The tickets that commits close, by id, by number of an issue, or by the pull request that was merged.
     *
     * @param commits newest first
     */
    public Set<String> closedBy(MaintenancePlan plan, List<ReleaseCommit> commits) {
        ClosedTickets closed = ClosedTickets.of(commits, plan.ticketPrefix());
        return tickets.named(plan, closed.ids(), closed.numbers(), closed.pullRequests());
    }

    /** The open tickets that are planned into a version, oldest first. */
    public List<String> plannedInto(String application, String version) {
        return tickets.plannedInto(application, version);
    }
}
