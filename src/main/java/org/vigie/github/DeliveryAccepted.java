package org.vigie.github;

import java.util.UUID;

/** A delivery was stored and has to be processed. */
record DeliveryAccepted(UUID deliveryId) {}
