package org.vigie.overview.web;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.Words;
import org.vigie.sla.NextTarget;
import org.vigie.sla.SlaUrgency;
import org.vigie.ticket.Ticket;

/**
 * A ticket in a list.
 *
 * @param clock what has to be met next, in words
 * @param state how it stands with that: {@code up}, {@code degraded}, {@code down}, or {@code unknown} where no clock runs
 * @param owner empty: nobody
 */
record TicketLine(
        String id,
        String application,
        String title,
        String priority,
        String status,
        String clock,
        String state,
        String owner) {

    static TicketLine of(Ticket ticket, @Nullable NextTarget next, ZoneId zone, Moments moments) {
        return new TicketLine(
                ticket.id(),
                ticket.application(),
                ticket.title(),
                ticket.priority(),
                ticket.status().id(),
                clock(next, zone, moments),
                state(next, moments),
                ticket.owner() == null ? "" : ticket.owner());
    }

    private static String clock(@Nullable NextTarget next, ZoneId zone, Moments moments) {
        Words words = moments.words();
        if (next == null) {
            return words.get("clock.none");
        }
        String target = words.get("target." + next.target().code());
        if (next.due() == null) {
            return words.get("clock.open", target);
        }
        String key = next.due().isAfter(moments.now()) ? "clock.due" : "clock.overdue";
        return words.get(key, target, moments.at(next.due(), zone));
    }

    private static String state(@Nullable NextTarget next, Moments moments) {
        if (next == null) {
            return "unknown";
        }
        if (next.urgency() == SlaUrgency.BREACHED
                || next.due() != null && !next.due().isAfter(moments.now())) {
            return "down";
        }
        return next.urgency() == SlaUrgency.WARNED ? "degraded" : "up";
    }
}
