package org.vigie.effect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Future;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.shared.FencedException;
import org.vigie.shared.StoredJson;

/**
 * Does effects on the outside once per key, although jobs and events come at least once.
 *
 * <p>An effect is recorded before it is attempted and after it is done, each in a transaction of its own. Who comes
 * again after it was done gets the first result; who comes while it is under way is refused and has to come again; who
 * comes after a crash in the middle attempts it again and is told that it may be the second time. An attempt that outlives
 * its lease and is overtaken gets {@link FencedException} in place of a result. Thread-safe.
 */
@Component
public class Effects {

    private final EffectRecords records;
    private final EffectRenewals renewals;
    private final StoredJson json;
    private final Clock clock;
    private final Duration lease;

    /** @param lease how long an attempt that has not reported is taken to be still under way */
    Effects(
            EffectRecords records,
            EffectRenewals renewals,
            StoredJson json,
            Clock clock,
            @Value("${vigie.work.lease}") Duration lease) {
        this.records = records;
        this.renewals = renewals;
        this.json = json;
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * Does {@code effect}, which is over well within a lease, unless it was done before under the same key.
     *
     * @param key survives retries: business id and step, never a job key or anything kept in memory
     * @param resultType what the effect returns; kept as JSON
     * @return the result of the one attempt that succeeded, perhaps an earlier one
     * @throws EffectUnderWayException if another attempt runs at this moment
     * @throws FencedException if another attempt began before this one reported
     */
    public <T> T once(String key, Class<T> resultType, Effect<T> effect) {
        EffectRecord claimed = claim(key);
        if (claimed.state() == EffectState.DONE) {
            return json.read(claimed.result(), resultType);
        }
        T result;
        try {
            result = effect.attempt(new Attempt(key, claimed.attempts(), claimed.doubtful()));
        } catch (RuntimeException e) {
            throw failed(claimed, e);
        }
        done(claimed, result);
        return result;
    }

    /**
     * As {@link #once}, for an effect that may take any time: nobody else begins while this one is alive.
     *
     * @throws InterruptedException if the wait for the effect was given up; it counts as cut off
     */
    public <T> T held(String key, Class<T> resultType, HeldEffect<T> effect) throws InterruptedException {
        EffectRecord claimed = claim(key);
        if (claimed.state() == EffectState.DONE) {
            return json.read(claimed.result(), resultType);
        }
        EffectLease held = new EffectLease(records, claimed, lease, clock);
        Future<?> renewal = renewals.every(lease, held::renewQuietly);
        T result;
        try {
            result = effect.attempt(held);
        } catch (RuntimeException e) {
            throw Thread.currentThread().isInterrupted() ? e : failed(claimed, e);
        } finally {
            renewal.cancel(false);
        }
        done(claimed, result);
        return result;
    }

    /** The record, which is done or held by this caller. */
    private EffectRecord claim(String key) {
        UUID token = UUID.randomUUID();
        Instant now = clock.instant();
        EffectRecord claimed = records.claim(key, token, now, lease);
        if (claimed.state() != EffectState.DONE && !claimed.token().equals(token)) {
            throw new EffectUnderWayException(key, Duration.between(now, claimed.leaseUntil()));
        }
        return claimed;
    }

    private void done(EffectRecord claimed, Object result) {
        if (!records.done(claimed.key(), claimed.token(), json.write(result), clock.instant())) {
            throw EffectLease.fenced(claimed.key());
        }
    }

    /** What to throw. */
    private RuntimeException failed(EffectRecord claimed, RuntimeException e) {
        try {
            if (records.failed(claimed.key(), claimed.token())) {
                return e;
            }
        } catch (RuntimeException unrecorded) {
            // the record stays an intent: the next attempt waits for the lease to end and is told of the doubt
            e.addSuppressed(unrecorded);
            return e;
        }
        FencedException fenced = EffectLease.fenced(claimed.key());
        fenced.addSuppressed(e);
        return fenced;
    }
}
