package org.vigie.postmortem;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
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
    private final Notices notices;

    PostMortemMails(PostMortems postMortems, TicketDesk tickets, Plans plans, Notices notices) {
        this.postMortems = postMortems;
        this.tickets = tickets;
        this.plans = plans;
        this.notices = notices;
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
                "due", LocalTimes.of(plan).moment(postMortem.due()));
        plan.contactsWith(ContactRole.TECHNICAL_LEAD)
                .forEach(lead -> notices.tell(Notice.mail(
                        id + "/reminder/" + elementInstanceKey + "/" + lead.id(),
                        plan.application(),
                        id,
                        Recipient.of(lead),
                        plan.language(),
                        "post-mortem-reminder",
                        values)));
    }
}
