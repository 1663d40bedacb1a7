package org.vigie.postmortem;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/** The tickets of long-term actions: preventive, without a target of their own, planned like the rest of the backlog. */
@Service
public class ActionTickets {

    private final PostMortems postMortems;
    private final PostMortemActions actions;
    private final PostMortemRequests requests;
    private final TicketIntake intake;
    private final TicketDesk tickets;
    private final Plans plans;

    ActionTickets(
            PostMortems postMortems,
            PostMortemActions actions,
            PostMortemRequests requests,
            TicketIntake intake,
            TicketDesk tickets,
            Plans plans) {
        this.postMortems = postMortems;
        this.actions = actions;
        this.requests = requests;
        this.intake = intake;
        this.tickets = tickets;
        this.plans = plans;
    }

    /** Creates a ticket for each long-term action that has none yet and links it. */
    @Transactional
    public void create(String postMortemId) {
        PostMortem postMortem = postMortems.lock(postMortemId);
        postMortem.actions().stream()
                .filter(action -> action.ticketId() == null)
                .forEach(action -> actions.link(
                        postMortemId,
                        action.number(),
                        intake.create(request(postMortem, action)).id()));
    }

    /** How many of the long-term actions are not done, for the process, which has then seen that tickets were closed. */
    @Transactional
    public int check(String postMortemId) {
        postMortems.lock(postMortemId);
        requests.ticketsSeen(postMortemId);
        return open(postMortemId);
    }

    /** How many of the long-term actions have no ticket yet or an open one. */
    public int open(String postMortemId) {
        return (int) postMortems.require(postMortemId).actions().stream()
                .filter(this::isOpen)
                .count();
    }

    private boolean isOpen(LongTermAction action) {
        return action.ticketId() == null
                || !tickets.get(action.ticketId()).status().isClosed();
    }

    private NewTicket request(PostMortem postMortem, LongTermAction action) {
        Ticket origin = tickets.get(postMortem.ticketId());
        MaintenancePlan plan = plans.require(postMortem.application());
        Contact reporter = plan.contactsWith(ContactRole.TECHNICAL_LEAD).stream()
                .findFirst()
                .orElse(plan.contacts().getFirst());
        Set<Label> labels = EnumSet.of(Label.TECH_DEBT);
        if (origin.labels().contains(Label.SECURITY)) {
            labels.add(Label.SECURITY);
        }
        return new NewTicket(
                postMortem.application(),
                action.title(),
                description(postMortem, action, plan),
                TicketType.PREVENTIVE,
                Impact.IMPROVEMENT,
                labels,
                new Reporter(reporter.name(), reporter.email()),
                TicketSource.POST_MORTEM,
                "post-mortem/" + postMortem.id() + "/" + action.number());
    }

    private static String description(PostMortem postMortem, LongTermAction action, MaintenancePlan plan) {
        Words words = Words.of(plan.language());
        String origin = words.of("Long-term action of post-mortem") + " " + postMortem.id() + " ("
                + postMortem.ticketId() + ")";
        String owner = action.owner() == null ? "" : "\n" + words.of("Owner") + ": " + action.owner();
        return (action.description() + "\n\n" + origin + owner).strip();
    }
}
