package org.vigie.effect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does effects on the outside once per key, although jobs and events come at least once.
 *
 * <p>An effect is recorded before it is attempted and after it is done, each in a transaction of its own. Who comes
 * again after it was done gets the first result; who comes while it is under way is refused and has to come again; who
 * comes after a crash in the middle attempts it again and is told that it may be the second time. Thread-safe.
 */
@Component
public class Effects {

    /** How long an attempt that has not reported is taken to be still under way. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private final EffectRecords records;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;
    private final Clock clock;

    Effects(EffectRecords records, PlatformTransactionManager transactions, ObjectMapper json, Clock clock) {
        this.records = records;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.json = json;
        this.clock = clock;
    }

    /**
     * Does {@code effect} unless it was done before under the same key.
     *
     * @param key survives retries: business id and step, never a job key or anything kept in memory
     * @param resultType what the effect returns; kept as JSON
     * @return the result of the one attempt that succeeded, perhaps an earlier one
     * @throws EffectUnderWayException if another attempt runs at this moment
     */
    public <T> T once(String key, Class<T> resultType, Effect<T> effect) {
        UUID token = UUID.randomUUID();
        EffectRecord claimed = transaction.execute(status -> records.claim(key, token, clock.instant(), LEASE));
        if (claimed.state() == EffectState.DONE) {
            return read(claimed.result(), resultType);
        }
        if (!claimed.token().equals(token)) {
            throw new EffectUnderWayException(key);
        }
        T result;
        try {
            result = effect.attempt(new Attempt(key, claimed.attempts(), claimed.doubtful()));
        } catch (RuntimeException e) {
            transaction.executeWithoutResult(status -> records.failed(key, token));
            throw e;
        }
        transaction.executeWithoutResult(status -> records.done(key, token, write(result), clock.instant()));
        return result;
    }

    private String write(Object result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("result of an effect is not JSON", e);
        }
    }

    private <T> T read(String result, Class<T> type) {
        try {
            return json.readValue(result, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept result of an effect does not fit " + type.getSimpleName(), e);
        }
    }
}
