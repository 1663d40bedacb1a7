package org.vigie.inbox;

/** Does what the deliveries of one source ask for. */
public interface DeliveryHandler {

    /** The name of the source, as in {@link Arrival#source}. */
    String source();

    /**
     * Acts on a delivery, in a transaction that is rolled back if this fails. A delivery that cannot be read, or asks for
     * what does not exist or cannot be, is done with that as its outcome; after any other failure it comes again.
     *
     * @return what came of it, for whoever looks the delivery up
     */
    String handle(Delivery delivery);
}
