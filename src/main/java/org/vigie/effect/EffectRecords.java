package org.vigie.effect;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table {@code effect}, each write in a transaction of its own. Writes of a holder say whether it still held the
 * effect: the token is the fence, because every later attempt puts its own in its place.
 */
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
            SELECT key, state, token, lease_until, attempts, doubtful, coalesce(result, 'null') AS result
              FROM effect WHERE key = :key
            """;
    private static final String RENEW = """
            UPDATE effect SET lease_until = :leaseUntil WHERE key = :key AND token = :token AND state = 'INTENT'
            """;
    private static final String DONE = """
            UPDATE effect SET state = 'DONE', result = :result, done_at = :now
             WHERE key = :key AND token = :token AND state = 'INTENT'
            """;
    private static final String FAILED = """
            UPDATE effect SET state = 'FAILED' WHERE key = :key AND token = :token AND state = 'INTENT'
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    EffectRecords(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Takes the effect for {@code token} if it is free; the row returned tells who has it. */
    EffectRecord claim(String key, UUID token, Instant now, Duration lease) {
        return transaction.execute(status -> {
            jdbc.sql(CLAIM)
                    .param("key", key)
                    .param("token", token)
                    .param("leaseUntil", Timestamp.from(now.plus(lease)))
                    .param("now", Timestamp.from(now))
                    .update();
            return jdbc.sql(FIND).param("key", key).query(EffectRecord.class).single();
        });
    }

    boolean renew(String key, UUID token, Instant leaseUntil) {
        return update(jdbc.sql(RENEW)
                .param("leaseUntil", Timestamp.from(leaseUntil))
                .param("key", key)
                .param("token", token));
    }

    boolean done(String key, UUID token, String result, Instant now) {
        return update(jdbc.sql(DONE)
                .param("result", result)
                .param("now", Timestamp.from(now))
                .param("key", key)
                .param("token", token));
    }

    boolean failed(String key, UUID token) {
        return update(jdbc.sql(FAILED).param("key", key).param("token", token));
    }

    private boolean update(JdbcClient.StatementSpec statement) {
        return Integer.valueOf(1).equals(transaction.execute(status -> statement.update()));
    }
}
