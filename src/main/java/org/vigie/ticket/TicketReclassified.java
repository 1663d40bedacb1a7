package org.vigie.ticket;

import org.vigie.engine.event.StoredAs;

/** Somebody outside the process corrected what an open ticket is about; what the process knows of it is out of date. */
@StoredAs(value = "ticket-reclassified/1", former = "org.vigie.ticket.TicketReclassified")
public record TicketReclassified(String ticketId) {}
