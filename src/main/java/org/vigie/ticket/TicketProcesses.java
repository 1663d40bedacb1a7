package org.vigie.ticket;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.engine.instance.OpenCase;
import org.vigie.trouble.Troubles;

/** Which tickets have which process, and which have lost theirs. */
@Repository
class TicketOrphans {

    /** The kind of trouble. */
    static final String KIND = "ticket-without-process";

    private static final String WITH_PROCESS = """
            SELECT id, process_instance_key, coalesce(process_since, created_at) AS since FROM ticket
             WHERE process_instance_key IS NOT NULL AND closed_at IS NULL AND id > :afterId ORDER BY id LIMIT :limit
            """;
    private static final String LOSE = """
            UPDATE ticket SET process_instance_key = NULL, process_lost_at = :now
             WHERE id = :id AND process_instance_key = :key AND closed_at IS NULL
            """;
    private static final String ADOPTED = """
            UPDATE ticket SET process_lost_at = NULL, process_since = :now WHERE id = :id
            """;
    private static final String LOST = "SELECT process_lost_at IS NOT NULL FROM ticket WHERE id = :id";
    private static final String FORGET = """
            WITH open AS (SELECT id FROM ticket WHERE process_instance_key IS NOT NULL AND closed_at IS NULL),
                 forgotten AS (UPDATE ticket SET process_instance_key = NULL WHERE process_instance_key IS NOT NULL)
            SELECT id FROM open ORDER BY id
            """;

    private final JdbcClient jdbc;
    private final Troubles troubles;
    private final Clock clock;

    TicketOrphans(JdbcClient jdbc, Troubles troubles, Clock clock) {
        this.jdbc = jdbc;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** Open tickets that have a process, ordered by id. */
    List<OpenCase> withProcess(String afterId, int limit) {
        return jdbc.sql(WITH_PROCESS)
                .param("afterId", afterId)
                .param("limit", limit)
                .query((row, number) -> new OpenCase(
                        row.getString("id"),
                        row.getLong("process_instance_key"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    /** False if it is closed or has another process meanwhile. */
    boolean lose(OpenCase lost) {
        return jdbc.sql(LOSE)
                        .param("id", lost.id())
                        .param("key", lost.processInstanceKey())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** A process works on the ticket, or it needs none any more. */
    void adopted(String ticketId) {
        jdbc.sql(ADOPTED)
                .param("id", ticketId)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        troubles.clear(trouble(ticketId));
    }

    /** Whether the ticket has lost its process and has no other. */
    boolean has(String ticketId) {
        return jdbc.sql(LOST).param("id", ticketId).query(Boolean.class).single();
    }

    /** The engine is another one: its keys mean nothing any more. The ids of the open tickets that had one. */
    List<String> forgetProcesses() {
        return jdbc.sql(FORGET).query(String.class).list();
    }

    static String trouble(String ticketId) {
        return KIND + ":" + ticketId;
    }
}
