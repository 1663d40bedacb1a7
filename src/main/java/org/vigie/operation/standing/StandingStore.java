package org.vigie.operation.standing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;

/** When operations moved last, and of which people are told that they stand still. */
@Repository
class StandingStore {

    /** Of those that belong together the latest is looked at: the others wait for it. */
    private static final String GOING_ON = """
            SELECT o.id,
                   greatest(coalesce(o.moved_at, o.started_at, o.requested_at), s.changed_at, c.ended_at) AS changed_at,
                   s.due_at, s.name
              FROM operation o
             CROSS JOIN LATERAL (
                    SELECT max(greatest(started_at, ended_at)) AS changed_at,
                           max(due_at) FILTER (WHERE status = 'running') AS due_at,
                           (array_agg(name ORDER BY number DESC) FILTER (WHERE status = 'running'))[1] AS name
                      FROM operation_step WHERE operation_id = o.id) s
             CROSS JOIN LATERAL (
                    SELECT max(ended_at) AS ended_at FROM operation
                     WHERE root_id = o.root_id AND root_id <> id) c
             WHERE o.ended_at IS NULL AND o.status IN ('requested', 'running')
               AND NOT EXISTS (SELECT 1 FROM operation c
                                WHERE c.root_id = o.root_id AND c.root_id <> c.id AND c.id <> o.id
                                  AND c.requested_at >= o.requested_at AND c.ended_at IS NULL)
             ORDER BY o.id
            """;

    private static final String TOLD = "SELECT id FROM operation WHERE stands_since IS NOT NULL ORDER BY id";
    private static final String STANDS = """
            UPDATE operation SET stands_since = coalesce(stands_since, :since) WHERE id = :id AND ended_at IS NULL
            RETURNING stands_since
            """;
    private static final String MOVES = """
            UPDATE operation SET stands_since = NULL WHERE id = :id AND stands_since IS NOT NULL
            """;

    /**
     * An operation for which nobody is asked.
     *
     * @param changedAt when anything of it changed last
     * @param dueAt when the command that it waits for is ended at the latest; null: it waits for none
     * @param step what is under way; null: nothing that has a name
     */
    record GoingOn(
            String id,
            Instant changedAt,
            @Nullable Instant dueAt,
            @Nullable String step) {

        Instant movedAt() {
            return dueAt == null || dueAt.isBefore(changedAt) ? changedAt : dueAt;
        }
    }

    private final JdbcClient jdbc;

    StandingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<GoingOn> goingOn() {
        return jdbc.sql(GOING_ON)
                .query((row, number) -> new GoingOn(
                        row.getString("id"),
                        row.getTimestamp("changed_at").toInstant(),
                        Rows.instant(row, "due_at"),
                        row.getString("name")))
                .list();
    }

    /** Those of which people are told. */
    List<String> told() {
        return jdbc.sql(TOLD).query(String.class).list();
    }

    /**
     * Keeps that one stands still.
     *
     * @return since when, as it was kept first; empty: it is over meanwhile
     */
    List<Instant> stands(String id, Instant since) {
        return jdbc.sql(STANDS)
                .param("id", id)
                .param("since", Timestamp.from(since))
                .query((row, number) -> row.getTimestamp("stands_since").toInstant())
                .list();
    }

    void moves(String id) {
        jdbc.sql(MOVES).param("id", id).update();
    }
}
