package org.vigie.ticket;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.trouble.CaseProcesses;
import org.vigie.trouble.Troubles;

/** Which tickets have which process, and which have lost theirs. */
@Repository
class TicketProcesses extends CaseProcesses {

    TicketProcesses(JdbcClient jdbc, Troubles troubles, Clock clock) {
        super("ticket-without-process", "ticket", "created_at", jdbc, troubles, clock);
    }
}
