package org.vigie.inbox;

/** A delivery was stored and has to be processed. */
record DeliveryAccepted(String source, String deliveryId) {}
