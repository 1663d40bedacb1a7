package org.vigie.trouble;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.shared.NotFoundException;

/**
 * What stands still until somebody looks at it, in one list for people. Reports are part of the caller's transaction.
 * Thread-safe.
 */
@Service
public class Troubles {

    /** Fit for a path. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

    private final TroubleStore store;
    private final ObjectProvider<TroubleRetry> retries;
    private final Clock clock;

    Troubles(TroubleStore store, ObjectProvider<TroubleRetry> retries, Clock clock) {
        this.store = store;
        this.retries = retries;
        this.clock = clock;
    }

    /**
     * Reports a trouble, or how it is now if it is open already; one that was over begins anew.
     *
     * @param key the same as long as it is the same trouble; letters, digits and {@code . _ : -}
     * @param kind decides how it is retried
     * @param subject the case it concerns; null if it is none or not known
     * @param message what is wrong, lower case, without a full stop
     * @param hint what to do next, one sentence
     * @param link where to look at it; null if there is no such place
     */
    public void report(
            String key, String kind, @Nullable String subject, String message, String hint, @Nullable String link) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not fit for a path: " + key);
        }
        store.report(key, kind, subject, message, hint, link, null, clock.instant());
    }

    /** Says that it is over; nothing if it is not open. */
    public void clear(String key) {
        store.clear(key, clock.instant());
    }

    /**
     * Newest first.
     *
     * @param open only those that are not over
     */
    public List<Trouble> list(boolean open, int limit, int offset) {
        return store.list(open, limit, offset);
    }

    /** @throws NotFoundException if there never was such a trouble */
    public Trouble require(String key) {
        return store.find(key)
                .orElseThrow(() ->
                        new NotFoundException("there is no trouble " + key, "GET /api/troubles lists what is open."));
    }

    public int countOpen() {
        return store.countOpen();
    }

    /**
     * Lets go on what stands still.
     *
     * @param account who asks for it
     * @throws NotFoundException if it is over, or nothing is there any more that could go on
     * @throws HintedException if what is needed for it is away
     * @throws ConflictException if it is of a kind that cannot be retried from here
     */
    public Trouble retry(String key, String account) {
        Trouble trouble = require(key);
        if (trouble.clearedAt() != null) {
            throw over(key);
        }
        TroubleRetry retry = retries.stream()
                .filter(way -> way.kind().equals(trouble.kind()))
                .findFirst()
                .orElseThrow(() -> new ConflictException(
                        "a trouble of the kind " + trouble.kind() + " cannot be retried", trouble.hint()));
        if (!begin(retry, trouble)) {
            clear(key);
            throw over(key);
        }
        store.retried(key, account, clock.instant());
        return require(key);
    }

    private static boolean begin(TroubleRetry retry, Trouble trouble) {
        try {
            return retry.retry(trouble);
        } catch (HintedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new HintedException(
                    "the trouble " + trouble.key() + " cannot be retried at present: " + e.getMessage(),
                    "Try again when /actuator/health/readiness is up.",
                    e);
        }
    }

    private static NotFoundException over(String key) {
        return new NotFoundException(
                "the trouble " + key + " is over", "Nothing to do; GET /api/troubles lists what is open.");
    }
}
