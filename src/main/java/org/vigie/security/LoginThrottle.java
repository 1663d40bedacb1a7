package org.vigie.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.shared.value.Texts;

/**
 * Counts wrong passwords by address and account: after some within a minute no more is compared for the rest of that minute, right or
 * wrong. The first of an hour and the first that is not compared are in the audit trail. Thread-safe.
 */
@Component
class LoginThrottle {

    static final String SUBJECT = "accounts";
    static final int MOST_OF_ONE = 10;
    static final int MOST_OF_AN_ADDRESS = 60;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(LoginThrottle.class);
    private static final int REMEMBERED = 10_000;
    private static final int ENTRIES_OF_AN_HOUR = 200;
    private static final int SHOWN = 60;

    private final AuditTrail audit;
    private final Clock clock;
    private final AtomicLong hour = new AtomicLong();
    private final AtomicLong entries = new AtomicLong();

    /** The least recently tried goes first. */
    private final Map<String, Tries> tries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Tries(Instant since, int wrong) {}

    LoginThrottle(AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws TooManyLoginsException if nothing is compared for this account from this address at present */
    void check(String address, String account) {
        Instant now = clock.instant();
        long wait = Math.max(
                remaining(address + " " + shown(account), MOST_OF_ONE, now),
                remaining(address, MOST_OF_AN_ADDRESS, now));
        if (wait > 0) {
            record(address, account, "throttled", now);
            throw new TooManyLoginsException(wait);
        }
    }

    void wrong(String address, String account) {
        Instant now = clock.instant();
        count(address + " " + shown(account), now);
        count(address, now);
        record(address, account, "wrong password", now);
    }

    void right(String address, String account) {
        synchronized (tries) {
            tries.remove(address + " " + shown(account));
        }
    }

    /** Seconds until something is compared again; 0: now. */
    private long remaining(String key, int most, Instant now) {
        synchronized (tries) {
            Tries known = tries.get(key);
            if (known == null || known.wrong() < most) {
                return 0;
            }
            return Math.max(
                    0,
                    Duration.between(now, known.since().plus(WINDOW))
                            .plusMillis(999)
                            .toSeconds());
        }
    }

    private void count(String key, Instant now) {
        synchronized (tries) {
            tries.merge(
                    key,
                    new Tries(now, 1),
                    (known, one) -> now.isBefore(known.since().plus(WINDOW))
                            ? new Tries(known.since(), known.wrong() + 1)
                            : one);
        }
    }

    /** Once an hour for each address, account and reason, and not without end: anybody can have entries written. */
    private void record(String address, String account, String reason, Instant now) {
        long present = now.getEpochSecond() / 3600;
        if (hour.getAndSet(present) != present) {
            entries.set(0);
        }
        String key = "login/" + present + "/" + reason + "/" + address + "/" + shown(account);
        synchronized (tries) {
            if (tries.put(key, new Tries(now, 0)) != null || entries.incrementAndGet() > ENTRIES_OF_AN_HOUR) {
                return;
            }
        }
        LOG.warn("login as {} from {} refused: {}", shown(account), address, reason);
        try {
            audit.add(
                    new AuditEntry(
                            SUBJECT,
                            now,
                            AuditEntry.UNKNOWN,
                            "login refused",
                            Map.of("account", shown(account), "address", address, "reason", reason)),
                    key);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the refused login is in this log only: {}", e.getMessage());
        }
    }

    private static String shown(String account) {
        return Texts.cut(Texts.oneLine(account), SHOWN);
    }
}
