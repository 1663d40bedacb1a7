package org.vigie.demo;

import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vigie.engine.task.OpenTask;
import org.vigie.engine.task.UserTasks;
import org.vigie.ticket.Impact;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/** A ticket that is worked off from creation to closure, in the name of whoever asked for the scenario. */
@Component
class PastTicket {

    private static final Logger LOG = LoggerFactory.getLogger(PastTicket.class);

    /** What the form of each step says. */
    private static final Map<String, Map<String, Object>> ANSWERS = Map.of(
            "Task_QualifyTicket",
            Map.of("type", "corrective", "impact", "limited", "labels", Set.of("bug"), "decision", "accept"),
            "Task_AssignOwner",
            Map.of("owner", "you", "team", "devops"),
            "Task_AnalyseCause",
            Map.of("rootCause", "The mail server took no mails from ten to eleven.", "solution", "Send them again."),
            "Task_ImplementChange",
            Map.of("progress", "no-code-change", "summary", "Sent the invoices again."),
            "Task_ValidateCorrection",
            Map.of("validated", "yes", "satisfaction", 5, "validationComment", "They are there, thank you."));

    private final TicketIntake tickets;
    private final ObjectProvider<UserTasks> tasks;

    PastTicket(TicketIntake tickets, ObjectProvider<UserTasks> tasks) {
        this.tickets = tickets;
        this.tasks = tasks;
    }

    /**
     * Does what is to be done next.
     *
     * @param key of the ticket: the same each time
     * @return whether the ticket is closed
     */
    boolean goOn(String key, String account) {
        Ticket ticket = tickets.create(new NewTicket(
                Demo.APPLICATION,
                "Invoices did not arrive",
                "Those of this morning are missing.",
                TicketType.CORRECTIVE,
                Impact.LIMITED,
                Set.of(),
                new Reporter("Camille", "camille@example.org"),
                TicketSource.API,
                key));
        if (ticket.status().isClosed()) {
            return true;
        }
        if (ticket.processInstanceKey() != null) {
            tasks.ifAvailable(index -> complete(index, ticket.processInstanceKey(), account));
        }
        return false;
    }

    /** The index of tasks is seconds late, and away at times: what it shows is tried again. */
    private static void complete(UserTasks tasks, long processInstanceKey, String account) {
        try {
            for (OpenTask task : tasks.of(processInstanceKey)) {
                tasks.complete(task.key(), account, ANSWERS.getOrDefault(task.elementId(), Map.of()));
            }
        } catch (RuntimeException e) {
            LOG.debug("the past ticket waits: {}", e.getMessage());
        }
    }
}
