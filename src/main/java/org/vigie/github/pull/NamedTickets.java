package org.vigie.github.pull;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.vigie.change.ChangeSubjects;
import org.vigie.github.issue.LinkedIssues;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.NotFoundException;
import org.vigie.ticket.TicketDesk;

/** Finds the tickets that a pull request names or is for; only tickets of the repository's own application count. */
@Component
class NamedTickets {

    private final LinkedIssues issues;
    private final TicketDesk desk;
    private final List<ChangeSubjects> subjects;

    NamedTickets(LinkedIssues issues, TicketDesk desk, List<ChangeSubjects> subjects) {
        this.issues = issues;
        this.desk = desk;
        this.subjects = List.copyOf(subjects);
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
        ChangeSubjects.ProposedChange change = new ChangeSubjects.ProposedChange(
                plan.application(),
                pull.url(),
                pull.title(),
                pull.body(),
                pull.branch(),
                pull.standing() == PullRequest.OF_THE_TEAM,
                pull.state() == ChangeState.MERGED);
        subjects.forEach(knows -> tickets.addAll(knows.ticketsOf(change)));
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
