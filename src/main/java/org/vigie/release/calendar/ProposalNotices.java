package org.vigie.release.calendar;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;

/** Tells those who decide that a release is due, once. */
@Component
class ProposalNotices {

    private final Notices notices;

    ProposalNotices(Notices notices) {
        this.notices = notices;
    }

    void tellProposed(MaintenancePlan plan, Proposal proposal, Instant answerDue) {
        LocalTimes times = LocalTimes.of(plan);
        for (Contact contact : plan.contactsWithOrAll(ContactRole.TECHNICAL_LEAD)) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("contact", contact.name());
            values.put("application", plan.name());
            values.put("id", proposal.id());
            values.put("version", proposal.version());
            values.put("due", times.moment(proposal.dueAt()));
            values.put("answerDue", times.moment(answerDue));
            notices.tell(Notice.mail(
                    proposal.id() + "/proposed/" + contact.id(),
                    plan.application(),
                    proposal.id(),
                    Recipient.of(contact),
                    plan.language(),
                    "release-proposed",
                    values));
        }
    }
}
