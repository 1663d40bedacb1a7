package org.vigie.postmortem;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.engine.instance.OpenCase;
import org.vigie.trouble.Troubles;

/** Which post-mortems have which process, and which have lost theirs. */
@Repository
class PostMortemProcesses {

    /** The kind of trouble. */
    static final String KIND = "post-mortem-without-process";

    private static final String WITH_PROCESS = """
            SELECT id, process_instance_key, coalesce(process_since, created_at) AS since FROM post_mortem
             WHERE process_instance_key IS NOT NULL AND closed_at IS NULL AND id > :afterId ORDER BY id LIMIT :limit
            """;
    private static final String OF_INSTANCE = "SELECT id FROM post_mortem WHERE process_instance_key = :key";
    private static final String LOSE = """
            UPDATE post_mortem SET process_instance_key = NULL, process_lost_at = :now
             WHERE id = :id AND process_instance_key = :key AND closed_at IS NULL
            """;
    private static final String ADOPTED = """
            UPDATE post_mortem SET process_lost_at = NULL, process_since = :now WHERE id = :id
            """;
    private static final String LOST = "SELECT process_lost_at IS NOT NULL FROM post_mortem WHERE id = :id";
    private static final String FORGET = """
            WITH open AS (SELECT id FROM post_mortem WHERE process_instance_key IS NOT NULL AND closed_at IS NULL),
                 forgotten AS (UPDATE post_mortem SET process_instance_key = NULL
                                WHERE process_instance_key IS NOT NULL)
            SELECT id FROM open ORDER BY id
            """;

    private final JdbcClient jdbc;
    private final Troubles troubles;
    private final Clock clock;

    PostMortemProcesses(JdbcClient jdbc, Troubles troubles, Clock clock) {
        this.jdbc = jdbc;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** Open post-mortems that have a process, ordered by id. */
    List<OpenCase> open(String afterId, int limit) {
        return jdbc.sql(WITH_PROCESS)
                .param("afterId", afterId)
                .param("limit", limit)
                .query((row, number) -> new OpenCase(
                        row.getString("id"),
                        row.getLong("process_instance_key"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    Optional<String> ofInstance(long processInstanceKey) {
        return jdbc.sql(OF_INSTANCE)
                .param("key", processInstanceKey)
                .query(String.class)
                .optional();
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

    /** A process works on the post-mortem, or it needs none any more. */
    void adopted(String id) {
        jdbc.sql(ADOPTED)
                .param("id", id)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        troubles.clear(trouble(id));
    }

    /** Whether the post-mortem has lost its process and has no other. */
    boolean isLost(String id) {
        return jdbc.sql(LOST).param("id", id).query(Boolean.class).single();
    }

    /** The engine is another one: its keys mean nothing any more. The ids of the open post-mortems that had one. */
    List<String> forgetAll() {
        return jdbc.sql(FORGET).query(String.class).list();
    }

    static String trouble(String id) {
        return KIND + ":" + id;
    }
}
