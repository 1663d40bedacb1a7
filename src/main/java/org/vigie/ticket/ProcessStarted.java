package org.vigie.ticket;

/** A process instance works on the ticket now. */
public record ProcessStarted(String ticketId, long processInstanceKey) {}
