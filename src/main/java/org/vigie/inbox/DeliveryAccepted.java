package org.vigie.inbox;

import org.vigie.engine.event.StoredAs;

/** A delivery was stored and has to be processed. */
@StoredAs(value = "delivery-accepted/1", former = "org.vigie.inbox.DeliveryAccepted")
record DeliveryAccepted(String source, String deliveryId) {}
