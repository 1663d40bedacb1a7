package org.vigie.postmortem;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.audit.Account;

/** The table of turns. */
@Repository
class TurnStore {

    private static final String FIND = """
            SELECT number, account FROM post_mortem_turn
             WHERE post_mortem_id = :id AND epoch = :epoch AND step_key = :step
            """;
    private static final String LATEST_STEP = """
            SELECT coalesce(max(step_key), 0) FROM post_mortem_turn
             WHERE post_mortem_id = :id AND epoch = :epoch AND process_key = :process
            """;
    private static final String ADD = """
            INSERT INTO post_mortem_turn
                   (post_mortem_id, number, element_id, epoch, process_key, step_key, account, recorded_at)
            SELECT :id, coalesce(max(number), 0) + 1, :element, :epoch, :process, :step, :account, :now
              FROM post_mortem_turn WHERE post_mortem_id = :id
            ON CONFLICT (post_mortem_id, epoch, step_key) DO NOTHING
            """;

    private final JdbcClient jdbc;

    TurnStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Turn> find(String postMortemId, int epoch, RecordingStep step) {
        return jdbc.sql(FIND)
                .param("id", postMortemId)
                .param("epoch", epoch)
                .param("step", step.key())
                .query((row, number) -> new Turn(row.getInt("number"), new Account(row.getString("account"))))
                .optional();
    }

    /** Key of the step that recorded the last turn in a process; 0 if there was none. Keys grow within a process only. */
    long latestStep(String postMortemId, int epoch, long processInstanceKey) {
        return jdbc.sql(LATEST_STEP)
                .param("id", postMortemId)
                .param("epoch", epoch)
                .param("process", processInstanceKey)
                .query(Long.class)
                .single();
    }

    /** The caller holds the lock of the post-mortem. */
    void add(String postMortemId, int epoch, RecordingStep step, String elementId, Account account, Instant now) {
        jdbc.sql(ADD)
                .param("id", postMortemId)
                .param("element", elementId)
                .param("epoch", epoch)
                .param("process", step.processInstanceKey())
                .param("step", step.key())
                .param("account", account.name())
                .param("now", Timestamp.from(now))
                .update();
    }
}
