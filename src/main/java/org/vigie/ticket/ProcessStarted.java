package org.vigie.ticket;

import java.time.Duration;
import org.vigie.engine.event.StoredAs;

/**
 * A process instance works on the ticket now.
 *
 * @param delay how long the ticket waited for it
 */
@StoredAs(value = "ticket-process-started/1", former = "org.vigie.ticket.ProcessStarted")
public record ProcessStarted(String ticketId, long processInstanceKey, Duration delay) {}
