package org.vigie.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.Contact;

/**
 * A way to reach people. Implementations are thread-safe, give up after a limited time and check the address.
 *
 * <p>An exception means that nothing was delivered: {@link RefusedException} says that it never will be,
 * {@link UncertainException} that it may have been, any other that it is to be tried again later.
 */
public interface Channel {

    /** The channel that every plan has. */
    String MAIL = ChannelSettings.MAIL;

    /** As plan files and {@link Notice} name it. */
    String name();

    /**
     * Hands a message over.
     *
     * @throws RefusedException if this recipient cannot be reached at all
     * @throws BrokenChannelException if nobody can be reached here until somebody mends it
     * @throws LaterException if the other side says when to come again
     * @throws UncertainException if it may have arrived
     */
    Delivery deliver(OutgoingMessage message);

    /** Whom a message to somebody reaches here; {@code contact} is null for whom the plan does not name. */
    default Recipient reach(Recipient to, @Nullable Contact contact) {
        return to;
    }

    /** How long a message is tried before it goes by mail; null: as long as the settings say, and no other way is taken. */
    default @Nullable Duration patience() {
        return null;
    }

    /** The least time between two messages. */
    default Duration spacing() {
        return Duration.ZERO;
    }

    /** Whether the other side can tell by itself that it has a message already; else one is repeated once at most. */
    default boolean knowsRepeats() {
        return true;
    }
}
