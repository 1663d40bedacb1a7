package org.vigie.effect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.shared.FencedException;

/** What one attempt holds. Until the end of the lease nobody else begins, so the database is asked after it only. */
class EffectLease implements Holding {

    private static final Logger LOG = LoggerFactory.getLogger(EffectLease.class);

    private final EffectRecords records;
    private final EffectRecord claimed;
    private final Duration length;
    private final Clock clock;
    private Instant until;
    private boolean lost;

    EffectLease(EffectRecords records, EffectRecord claimed, Duration length, Clock clock) {
        this.records = records;
        this.claimed = claimed;
        this.length = length;
        this.clock = clock;
        this.until = claimed.leaseUntil();
    }

    @Override
    public String key() {
        return claimed.key();
    }

    @Override
    public int number() {
        return claimed.attempts();
    }

    @Override
    public boolean doubtful() {
        return claimed.doubtful();
    }

    @Override
    public synchronized void check() {
        if (!lost && !clock.instant().isBefore(until)) {
            renew();
        }
        if (lost) {
            throw fenced(claimed.key());
        }
    }

    /** What cannot be renewed now is renewed next time: while the database is away nobody else can begin either. */
    void renewQuietly() {
        try {
            renew();
        } catch (RuntimeException e) {
            LOG.warn("the lease of effect {} is renewed later: {}", claimed.key(), e.getMessage());
        }
    }

    private synchronized void renew() {
        Instant renewed = clock.instant().plus(length);
        if (records.renew(claimed.key(), claimed.token(), renewed)) {
            until = renewed;
        } else {
            lost = true;
        }
    }

    static FencedException fenced(String key) {
        return new FencedException("effect " + key + " was given to another attempt");
    }
}
