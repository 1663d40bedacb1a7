package org.vigie.postmortem;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
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
    private final Clock clock;

    PostMortemMails(PostMortems postMortems, TicketDesk tickets, Plans plans, Notices notices, Clock clock) {
        this.postMortems = postMortems;
        this.tickets = tickets;
        this.plans = plans;
        this.notices = notices;
        this.clock = clock;
    }

    /** Reminds the technical lead of a post-mortem that is not approved yet, once a day. */
    public void remind(String id) {
        PostMortem postMortem = postMortems.require(id);
        long days =
                Duration.between(postMortem.firstReminder(), clock.instant()).toDays();
        tellLead(postMortem, "reminder/" + Math.max(days, 0), "post-mortem-reminder", Map.of());
    }

    /** Tells the technical lead that a post-mortem has lost its process: somebody has to say what is to become of it. */
    void tellProcessLost(String id, String trouble) {
        Map<String, String> values = Map.of("trouble", trouble);
        tellLead(postMortems.require(id), "process-lost/" + clock.millis(), "post-mortem-process-lost", values);
    }

    private void tellLead(PostMortem postMortem, String occasion, String template, Map<String, String> more) {
        String id = postMortem.id();
        Ticket ticket = tickets.get(postMortem.ticketId());
        MaintenancePlan plan = plans.require(postMortem.application());
        Map<String, Object> values = new HashMap<>(more);
        values.put("id", id);
        values.put("ticketId", ticket.id());
        values.put("title", ticket.title());
        values.put("application", plan.name());
        values.put("inReview", postMortem.status() == PostMortemStatus.REVIEW);
        values.put("due", LocalTimes.of(plan).moment(postMortem.due()));
        plan.contactsWithOrAll(ContactRole.TECHNICAL_LEAD)
                .forEach(lead -> notices.tell(Notice.mail(
                        id + "/" + occasion + "/" + lead.id(),
                        plan.application(),
                        id,
                        Recipient.of(lead),
                        plan.language(),
                        template,
                        values)));
    }
}
