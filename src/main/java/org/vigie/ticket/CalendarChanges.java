package org.vigie.ticket;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.event.AfterStart;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.sla.SlaClocks;

/** Puts the clocks of open tickets on the calendars of the plan files, which can only change while Vigie is down. */
@Component
class CalendarChanges {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarChanges.class);

    private final Plans plans;
    private final SlaClocks clocks;
    private final TicketClocks ticketClocks;
    private final Tickets tickets;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CalendarChanges(
            Plans plans,
            SlaClocks clocks,
            TicketClocks ticketClocks,
            Tickets tickets,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.plans = plans;
        this.clocks = clocks;
        this.ticketClocks = ticketClocks;
        this.tickets = tickets;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @AfterStart
    void apply() {
        for (MaintenancePlan plan : plans.all()) {
            for (String ticketId : clocks.openTickets(plan.application())) {
                try {
                    transaction.executeWithoutResult(status -> apply(ticketId, plan));
                } catch (CannotCreateTransactionException e) {
                    LOG.warn("clocks stay on their earlier calendars until the next start: {}", e.getMessage());
                    return;
                } catch (RuntimeException e) {
                    LOG.warn(
                            "ticket {} stays on its earlier calendar until the next start: {}",
                            ticketId,
                            e.getMessage());
                }
            }
        }
    }

    private void apply(String ticketId, MaintenancePlan plan) {
        tickets.lock(ticketId);
        ticketClocks.applyCalendar(ticketId, plan, clock.instant());
    }
}
