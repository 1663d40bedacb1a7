package org.vigie.notification;

/**
 * A way to reach people. Implementations are thread-safe, give up after a limited time and check the address.
 *
 * <p>An exception means that nothing was delivered: {@link RefusedException} says that it never will be, any other that
 * it is to be tried again later.
 */
public interface Channel {

    /** As plan files and {@link Notice} name it. */
    String name();

    /**
     * Hands a message over.
     *
     * @throws RefusedException if this recipient cannot be reached at all
     */
    Delivery deliver(OutgoingMessage message);
}
