package org.vigie.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.engine.instance.OpenCase;

/** Which escalation has which process. A process is under way until the engine is found not to have it any more. */
@Repository
class EscalationProcesses {

    private static final String CLAIM = """
            UPDATE escalation
               SET process_instance_key = :key, process_since = coalesce(process_since, :now), process_ended_at = NULL
             WHERE id = :id AND (process_instance_key IS NULL OR process_instance_key = :key)
            """;
    private static final String UNDER_WAY = """
            SELECT id, process_instance_key, process_since FROM escalation
             WHERE process_instance_key IS NOT NULL AND process_ended_at IS NULL AND id > :afterId
             ORDER BY id LIMIT :limit
            """;
    private static final String HAS = """
            SELECT count(*) FROM escalation
             WHERE id = :id AND process_instance_key IS NOT NULL AND process_ended_at IS NULL
            """;
    private static final String LOSE = """
            UPDATE escalation SET process_instance_key = NULL, process_since = NULL
             WHERE id = :id AND process_instance_key = :key
            """;
    private static final String END = """
            UPDATE escalation SET process_ended_at = :now
             WHERE id = :id AND process_instance_key = :key AND process_ended_at IS NULL
            """;
    private static final String TICKET = "SELECT ticket_id FROM escalation WHERE process_instance_key = :key";
    private static final String FORGET = """
            UPDATE escalation SET process_instance_key = NULL, process_since = NULL, process_ended_at = NULL
             WHERE process_instance_key IS NOT NULL OR state = 'running'
            RETURNING id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    EscalationProcesses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** False if another process works on the escalation. */
    boolean claim(String escalationId, long processInstanceKey) {
        return jdbc.sql(CLAIM)
                        .param("id", escalationId)
                        .param("key", processInstanceKey)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Ordered by id. */
    List<OpenCase> underWay(String afterId, int limit) {
        return jdbc.sql(UNDER_WAY)
                .param("afterId", afterId)
                .param("limit", limit)
                .query(EscalationProcesses::open)
                .list();
    }

    boolean has(String escalationId) {
        return jdbc.sql(HAS).param("id", escalationId).query(Integer.class).single() > 0;
    }

    /** The escalation needs another process; false if it has one meanwhile. */
    boolean lose(OpenCase lost) {
        return jdbc.sql(LOSE)
                        .param("id", lost.id())
                        .param("key", lost.processInstanceKey())
                        .update()
                == 1;
    }

    /** The process is over as it should be; false if that is known. */
    boolean end(OpenCase ended) {
        return jdbc.sql(END)
                        .param("id", ended.id())
                        .param("key", ended.processInstanceKey())
                        .param("now", now())
                        .update()
                == 1;
    }

    /** The ticket whose escalation has this process. */
    Optional<String> ticketOf(long processInstanceKey) {
        return jdbc.sql(TICKET)
                .param("key", processInstanceKey)
                .query(String.class)
                .optional();
    }

    /** The engine is another one: its keys mean nothing any more. The ids of all escalations that it may have had. */
    List<String> forget() {
        return jdbc.sql(FORGET).query(String.class).list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static OpenCase open(ResultSet row, int number) throws SQLException {
        Instant since = row.getTimestamp("process_since").toInstant();
        return new OpenCase(row.getString("id"), row.getLong("process_instance_key"), since);
    }
}
