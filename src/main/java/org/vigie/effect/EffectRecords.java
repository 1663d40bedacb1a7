package org.vigie.effect;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EffectRecords {

    private static final String CLAIM = """
            INSERT INTO effect AS e (key, state, token, lease_until, attempts, created_at)
            VALUES (:key, 'INTENT', :token, :leaseUntil, 1, :now)
            ON CONFLICT (key) DO UPDATE
               SET token = :token, lease_until = :leaseUntil, attempts = e.attempts + 1,
                   doubtful = e.doubtful OR e.state = 'INTENT', state = 'INTENT'
             WHERE e.state = 'FAILED' OR (e.state = 'INTENT' AND e.lease_until < :now)
            """;
    private static final String FIND = """
            SELECT key, state, token, attempts, doubtful, coalesce(result, 'null') AS result
              FROM effect WHERE key = :key
            """;
    private static final String DONE = """
            UPDATE effect SET state = 'DONE', result = :result, done_at = :now WHERE key = :key AND token = :token
            """;
    private static final String FAILED = """
            UPDATE effect SET state = 'FAILED' WHERE key = :key AND token = :token AND state = 'INTENT'
            """;

    private final JdbcClient jdbc;

    EffectRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the effect for {@code token} if it is free; the row returned tells who has it. */
    EffectRecord claim(String key, UUID token, Instant now, Duration lease) {
        jdbc.sql(CLAIM)
                .param("key", key)
                .param("token", token)
                .param("leaseUntil", Timestamp.from(now.plus(lease)))
                .param("now", Timestamp.from(now))
                .update();
        return jdbc.sql(FIND).param("key", key).query(EffectRecord.class).single();
    }

    void done(String key, UUID token, String result, Instant now) {
        jdbc.sql(DONE)
                .param("result", result)
                .param("now", Timestamp.from(now))
                .param("key", key)
                .param("token", token)
                .update();
    }

    void failed(String key, UUID token) {
        jdbc.sql(FAILED).param("key", key).param("token", token).update();
    }
}
