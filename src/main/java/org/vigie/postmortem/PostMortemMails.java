package org.vigie.postmortem;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.notification.Mail;
import org.vigie.notification.MailAddress;
import org.vigie.notification.Mailer;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/** The mails about a post-mortem, in the language and local time of its plan. */
@Component
public class PostMortemMails {

    private final PostMortems postMortems;
    private final TicketDesk tickets;
    private final Plans plans;
    private final Mailer mailer;

    PostMortemMails(PostMortems postMortems, TicketDesk tickets, Plans plans, Mailer mailer) {
        this.postMortems = postMortems;
        this.tickets = tickets;
        this.plans = plans;
        this.mailer = mailer;
    }

    /**
     * Reminds the technical lead of a post-mortem that is not approved yet.
     *
     * @param elementInstanceKey the reminder; the same for every retry of the job
     */
    public void remind(String id, long elementInstanceKey) {
        PostMortem postMortem = postMortems.require(id);
        Ticket ticket = tickets.get(postMortem.ticketId());
        MaintenancePlan plan = plans.require(postMortem.application());
        Map<String, Object> values = Map.of(
                "id", id,
                "ticketId", ticket.id(),
                "title", ticket.title(),
                "application", plan.name(),
                "inReview", postMortem.status() == PostMortemStatus.REVIEW,
                "due",
                        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                                .withLocale(plan.language())
                                .format(postMortem.due().atZone(plan.timeZone())));
        plan.contactsWith(ContactRole.TECHNICAL_LEAD)
                .forEach(lead -> mailer.send(new Mail(
                        id + "/reminder/" + elementInstanceKey + "/" + lead.id(),
                        new MailAddress(lead.name(), lead.email()),
                        plan.language(),
                        "post-mortem-reminder",
                        values)));
    }
}
