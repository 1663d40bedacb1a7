package org.vigie.ticket;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.plan.MaintenancePlan;

/** Finds the tickets that a release brings, by what its commits name. Tickets of other applications are never found. */
@Repository
public class TicketReleases {

    private static final String KNOWN = "SELECT id FROM ticket WHERE application = :application AND id IN (:ids)";
    private static final String OF_PULL_REQUESTS = """
            SELECT id FROM ticket
             WHERE application = :application
               AND substring(pull_request from '/(?:pull|merge_requests)/([0-9]+)') IN (:numbers)
            """;
    private static final String PLANNED = """
            SELECT id FROM ticket
             WHERE application = :application AND closed_at IS NULL
               AND regexp_replace(planned_release, '^v', '') = :release
             ORDER BY created_at, id
            """;

    private final JdbcClient jdbc;
    private final List<IssueNumbers> trackers;

    TicketReleases(JdbcClient jdbc, List<IssueNumbers> trackers) {
        this.jdbc = jdbc;
        this.trackers = trackers;
    }

    /**
     * The tickets that are named.
     *
     * @param ids of tickets
     * @param numbers of issues: of the connected tracker, of the tickets themselves where none is connected
     * @param pullRequests numbers of the pull requests by which they were changed
     */
    public Set<String> named(
            MaintenancePlan plan, Collection<String> ids, Collection<String> numbers, Collection<String> pullRequests) {
        Set<String> candidates = new TreeSet<>(ids);
        for (String number : numbers) {
            trackers.forEach(tracker ->
                    tracker.ticketOf(plan.application(), Long.parseLong(number)).ifPresent(candidates::add));
            if (plan.github() == null) {
                candidates.add(plan.ticketPrefix() + "-" + Long.parseLong(number));
            }
        }
        Set<String> found = new TreeSet<>();
        if (!candidates.isEmpty()) {
            found.addAll(jdbc.sql(KNOWN)
                    .param("application", plan.application())
                    .param("ids", candidates)
                    .query(String.class)
                    .list());
        }
        if (!pullRequests.isEmpty()) {
            found.addAll(jdbc.sql(OF_PULL_REQUESTS)
                    .param("application", plan.application())
                    .param("numbers", pullRequests)
                    .query(String.class)
                    .list());
        }
        return found;
    }

    /** Ids of the open tickets that are planned into a release, oldest first; the version without a {@code v}. */
    public List<String> plannedInto(String application, String version) {
        return jdbc.sql(PLANNED)
                .param("application", application)
                .param("release", version)
                .query(String.class)
                .list();
    }
}
