package org.vigie.alert.webhook;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.vigie.inbox.Arrival;
import org.vigie.inbox.Inbox;
import org.vigie.inbox.WebhookRefusedException;

/**
 * Takes deliveries of other watchers in, not more at a time than the database has connections to spare. Who comes beyond that waits
 * for a moment, as long as nobody minds; who finds no place then, or the database away, is asked to come again with 503:
 * Alertmanager drops what is answered with 429.
 */
@Component
class Intake {

    private static final int AT_ONCE = 6;
    private static final int RETRY_AFTER = 5;
    private static final long LONGEST_WAIT_MILLIS = 100;

    private final Inbox inbox;
    private final Semaphore places;

    @Autowired
    Intake(Inbox inbox) {
        this(inbox, AT_ONCE);
    }

    Intake(Inbox inbox, int atOnce) {
        this.inbox = inbox;
        this.places = new Semaphore(atOnce);
    }

    /** False if it came before. */
    boolean take(Arrival arrival) {
        acquire();
        try {
            return inbox.take(arrival);
        } catch (DataAccessException | TransactionException e) {
            throw overloaded();
        } finally {
            places.release();
        }
    }

    private void acquire() {
        try {
            if (places.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw overloaded();
    }

    private static WebhookRefusedException overloaded() {
        return new WebhookRefusedException(
                503,
                "too much comes at once, or the database is away",
                "Nothing was stored: send it again.",
                RETRY_AFTER);
    }
}
