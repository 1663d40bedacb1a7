package org.vigie.ticket;

import org.vigie.engine.event.StoredAs;

/** The cause of a ticket was analysed; its root cause may be known now. */
@StoredAs(value = "ticket-cause-analysed/1", former = "org.vigie.ticket.CauseAnalysed")
public record CauseAnalysed(String ticketId) {}
