package org.vigie.ticket;

import java.time.Duration;

/**
 * A process instance works on the ticket now.
 *
 * @param delay how long the ticket waited for it
 */
public record ProcessStarted(String ticketId, long processInstanceKey, Duration delay) {}
