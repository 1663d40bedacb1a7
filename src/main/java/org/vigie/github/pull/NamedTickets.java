package org.vigie.github.pull;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.vigie.github.issue.LinkedIssues;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.NotFoundException;
import org.vigie.ticket.TicketDesk;

/** Finds the tickets that a pull request names; only tickets of the repository's own application count. */
@Component
class NamedTickets {

    private final LinkedIssues issues;
    private final TicketDesk desk;

    NamedTickets(LinkedIssues issues, TicketDesk desk) {
        this.issues = issues;
        this.desk = desk;
    }

    Set<String> in(PullRequest pull, MaintenancePlan plan) {
        TicketReferences named = TicketReferences.of(
                pull.title(), pull.body(), pull.branch(), plan.github().repository(), plan.ticketPrefix());
        Set<String> tickets = new TreeSet<>();
        for (int number : named.issues()) {
            issues.find(pull.repositoryId(), number).ifPresent(issue -> tickets.add(issue.ticketId()));
        }
        for (String id : named.tickets()) {
            if (belongs(id, plan)) {
                tickets.add(id);
            }
        }
        return tickets;
    }

    private boolean belongs(String ticketId, MaintenancePlan plan) {
        try {
            return desk.get(ticketId).application().equals(plan.application());
        } catch (NotFoundException e) {
            return false;
        }
    }
}
