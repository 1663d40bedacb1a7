package org.vigie.preventive;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;

/** Tells people what waits for them, and what nobody did. */
@Component
class PreventiveNotices {

    private final Notices notices;

    PreventiveNotices(Notices notices) {
        this.notices = notices;
    }

    /** To those who were to judge it, and the technical lead; once for each turn. */
    void tellDue(MaintenancePlan plan, PreventiveRun run, List<String> groups) {
        Set<Contact> people = new LinkedHashSet<>();
        groups.forEach(group -> people.addAll(plan.people(group)));
        people.addAll(plan.contactsWithOrAll(ContactRole.TECHNICAL_LEAD));
        people.forEach(contact -> tell(plan, run, contact, "preventive-due", "/due/" + run.turn()));
    }

    /** To the technical lead, once. */
    void tellNotDone(MaintenancePlan plan, PreventiveRun run) {
        plan.contactsWithOrAll(ContactRole.TECHNICAL_LEAD)
                .forEach(contact -> tell(plan, run, contact, "preventive-not-done", "/not-done"));
    }

    private void tell(MaintenancePlan plan, PreventiveRun run, Contact contact, String template, String key) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("contact", contact.name());
        values.put("application", plan.name());
        values.put("id", run.id());
        values.put("title", run.title());
        values.put("due", LocalTimes.of(plan).moment(run.dueAt()));
        notices.tell(Notice.mail(
                run.id() + key + "/" + contact.id(),
                plan.application(),
                run.id(),
                Recipient.of(contact),
                plan.language(),
                template,
                values));
    }
}
