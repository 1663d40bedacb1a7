package org.vigie.release.delivery;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of released and awaited tickets. */
@Repository
class ReleaseDeliveryStore {

    private static final String NEW = """
            SELECT s.operation_id FROM release_serving s LEFT JOIN release_delivery d ON d.operation_id = s.operation_id
             WHERE NOT s.rolled_back AND d.operation_id IS NULL ORDER BY s.number LIMIT :limit
            """;
    private static final String DELIVERED = """
            INSERT INTO release_delivery (operation_id, looked_at) VALUES (:operation, :now) ON CONFLICT DO NOTHING
            """;
    private static final String ADD = """
            INSERT INTO release_ticket (operation_id, ticket_id) VALUES (:operation, :ticket) ON CONFLICT DO NOTHING
            """;
    /** One that is settled by now was told to an earlier turn of the ticket and counts anew for this one. */
    private static final String ADD_FOUND = """
            INSERT INTO release_ticket (operation_id, ticket_id)
            SELECT operation_id, :ticket FROM release_delivery WHERE operation_id = :operation
            ON CONFLICT (operation_id, ticket_id) DO UPDATE SET settled_at = NULL
            """;

    private static final String AWAIT = """
            INSERT INTO release_awaited (ticket_id, process_instance_key, application, merge_commit, since)
            VALUES (:ticket, :key, :application, :mergeCommit, :now)
            ON CONFLICT (ticket_id, process_instance_key) DO UPDATE SET merge_commit = :mergeCommit, looked = false
            """;
    private static final String NOT_LOOKED = """
            SELECT DISTINCT a.application FROM release_awaited a JOIN ticket t ON t.id = a.ticket_id
             WHERE a.operation_id IS NULL AND NOT a.looked AND a.merge_commit IS NOT NULL AND t.closed_at IS NULL
            """;
    private static final String LOOKED =
            "UPDATE release_awaited SET looked = true WHERE application = :application AND ticket_id IN (:tickets)";
    private static final String AWAITED_COMMITS = """
            SELECT a.ticket_id, a.merge_commit FROM release_awaited a JOIN ticket t ON t.id = a.ticket_id
             WHERE a.application = :application AND a.operation_id IS NULL AND a.merge_commit IS NOT NULL
               AND t.closed_at IS NULL
            """;
    /** A ticket of which the process waits, and the newest release that brought it. */
    private static final String ARRIVED = """
            SELECT DISTINCT ON (a.ticket_id) a.ticket_id, r.operation_id
              FROM release_awaited a
              JOIN release_ticket r ON r.ticket_id = a.ticket_id AND r.settled_at IS NULL
              JOIN release_delivery d ON d.operation_id = r.operation_id
              JOIN ticket t ON t.id = a.ticket_id AND t.closed_at IS NULL
                           AND t.process_instance_key = a.process_instance_key
             WHERE a.operation_id IS NULL
             ORDER BY a.ticket_id, d.looked_at DESC LIMIT :limit
            """;

    private static final String RELEASED = """
            UPDATE release_awaited SET operation_id = :operation WHERE ticket_id = :ticket AND operation_id IS NULL
            """;
    private static final String SETTLE =
            "UPDATE release_ticket SET settled_at = :now WHERE ticket_id = :ticket AND settled_at IS NULL";
    private static final String SETTLE_CLOSED = """
            UPDATE release_ticket r SET settled_at = :now
              FROM ticket t WHERE t.id = r.ticket_id AND t.closed_at IS NOT NULL AND r.settled_at IS NULL
            """;

    /** A ticket whose process waits for the commit. */
    record Awaited(String ticketId, String mergeCommit) {}

    /** A ticket that a release brought. */
    record Arrived(String ticketId, String operationId) {}

    private final JdbcClient jdbc;

    ReleaseDeliveryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Releases that serve or served and whose tickets were not looked up, in order. */
    List<String> newReleases(int limit) {
        return jdbc.sql(NEW).param("limit", limit).query(String.class).list();
    }

    /** False if its tickets were looked up before. */
    boolean delivered(String operationId, Instant now) {
        return jdbc.sql(DELIVERED)
                        .param("operation", operationId)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    void add(String operationId, String ticketId) {
        jdbc.sql(ADD).param("operation", operationId).param("ticket", ticketId).update();
    }

    /** As {@link #add}, of a release whose tickets may not have been looked up yet, or were before the ticket waited. */
    void addFound(String operationId, String ticketId) {
        jdbc.sql(ADD_FOUND)
                .param("operation", operationId)
                .param("ticket", ticketId)
                .update();
    }

    void await(
            String ticketId, long processInstanceKey, String application, @Nullable String mergeCommit, Instant now) {
        jdbc.sql(AWAIT)
                .param("ticket", ticketId)
                .param("key", processInstanceKey)
                .param("application", application)
                .param("mergeCommit", mergeCommit)
                .param("now", Timestamp.from(now))
                .update();
    }

    List<Awaited> awaited(String application) {
        return jdbc.sql(AWAITED_COMMITS)
                .param("application", application)
                .query(Awaited.class)
                .list();
    }

    /** Applications with tickets that were not looked for in what serves already. */
    List<String> notLooked() {
        return jdbc.sql(NOT_LOOKED).query(String.class).list();
    }

    void looked(String application, List<String> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        jdbc.sql(LOOKED)
                .param("application", application)
                .param("tickets", tickets)
                .update();
    }

    List<Arrived> arrived(int limit) {
        return jdbc.sql(ARRIVED).param("limit", limit).query(Arrived.class).list();
    }

    /** False if its processes were told before. */
    boolean released(String ticketId, String operationId, Instant now) {
        jdbc.sql(SETTLE)
                .param("ticket", ticketId)
                .param("now", Timestamp.from(now))
                .update();
        return jdbc.sql(RELEASED)
                        .param("ticket", ticketId)
                        .param("operation", operationId)
                        .update()
                > 0;
    }

    /** What was closed in another way needs to be told nothing. */
    void settleClosed(Instant now) {
        jdbc.sql(SETTLE_CLOSED).param("now", Timestamp.from(now)).update();
    }
}
