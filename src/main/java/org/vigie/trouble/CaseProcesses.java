package org.vigie.trouble;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.engine.instance.OpenCase;

/**
 * Which cases of one kind have which process, and which have lost theirs: the columns {@code process_instance_key},
 * {@code process_since}, {@code process_lost_at} and {@code closed_at} of the table of these cases.
 */
public abstract class CaseProcesses {

    private static final String WITH_PROCESS = """
            SELECT id, process_instance_key, coalesce(process_since, %2$s) AS since FROM %1$s
             WHERE process_instance_key IS NOT NULL AND closed_at IS NULL AND id > :afterId ORDER BY id LIMIT :limit
            """;
    private static final String LOSE = """
            UPDATE %1$s SET process_instance_key = NULL, process_lost_at = :now
             WHERE id = :id AND process_instance_key = :key AND closed_at IS NULL
            """;
    private static final String ADOPTED = """
            UPDATE %1$s SET process_lost_at = NULL, process_since = :now WHERE id = :id
            """;
    private static final String LOST = """
            SELECT count(*) FROM %1$s WHERE id = :id AND process_lost_at IS NOT NULL AND closed_at IS NULL
            """;
    private static final String FORGET = """
            WITH open AS (SELECT id FROM %1$s WHERE process_instance_key IS NOT NULL AND closed_at IS NULL),
                 forgotten AS (UPDATE %1$s SET process_instance_key = NULL WHERE process_instance_key IS NOT NULL)
            SELECT id FROM open ORDER BY id
            """;

    private final String kind;
    private final String table;
    private final String begunAt;
    private final JdbcClient jdbc;
    private final Troubles troubles;
    private final Clock clock;

    /**
     * @param kind of the trouble of a case that has lost its process
     * @param begunAt the column that tells since when there is a case
     */
    protected CaseProcesses(
            String kind, String table, String begunAt, JdbcClient jdbc, Troubles troubles, Clock clock) {
        this.kind = kind;
        this.table = table;
        this.begunAt = begunAt;
        this.jdbc = jdbc;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** The key of the trouble of a case that has lost its process. */
    protected String trouble(String id) {
        return kind + ":" + id;
    }

    /** Whether the case is open, has lost its process and has no other. */
    public boolean isLost(String id) {
        return sql(LOST).param("id", id).query(Integer.class).single() > 0;
    }

    /** A process works on the case, or it needs none any more. */
    public void adopted(String id) {
        sql(ADOPTED).param("id", id).param("now", now()).update();
        troubles.clear(trouble(id));
    }

    protected String kind() {
        return kind;
    }

    protected List<OpenCase> open(String afterId, int limit) {
        return sql(WITH_PROCESS)
                .param("afterId", afterId)
                .param("limit", limit)
                .query((row, number) -> new OpenCase(
                        row.getString("id"),
                        row.getLong("process_instance_key"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    /** False if it is closed or has another process meanwhile. */
    protected boolean lose(OpenCase lost) {
        return sql(LOSE)
                        .param("id", lost.id())
                        .param("key", lost.processInstanceKey())
                        .param("now", now())
                        .update()
                == 1;
    }

    /** The engine is another one: its keys mean nothing any more. The ids of the open cases that had one. */
    protected List<String> forgetAll() {
        return sql(FORGET).query(String.class).list();
    }

    private JdbcClient.StatementSpec sql(String statement) {
        return jdbc.sql(statement.formatted(table, begunAt));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
