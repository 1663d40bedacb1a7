package org.vigie.crisis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;

/** Tells those who may approve a public text that one waits for them. */
@Component
class CrisisMails {

    private static final int MOST_REMINDERS = 12;

    private final Notices notices;

    CrisisMails(Notices notices) {
        this.notices = notices;
    }

    /** @param reminder 0 for the first mail; the same number again sends none */
    void ask(Crisis crisis, MaintenancePlan plan, Turn turn, int reminder) {
        if (reminder > MOST_REMINDERS) {
            return;
        }
        for (Contact contact : approvers(plan)) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("contact", contact.name());
            values.put("application", plan.name());
            values.put("drill", crisis.drill());
            values.put("reminder", reminder > 0);
            values.put("first", turn.number() == 1);
            values.put("neutralAt", LocalTimes.of(plan, contact).moment(turn.neutralAt()));
            values.put("since", LocalTimes.of(plan, contact).moment(crisis.openedAt()));
            values.put("priority", crisis.priority());
            values.put("impact", crisis.impact().id());
            values.put("id", crisis.id());
            notices.tell(Notice.mail(
                    crisis.id() + "/turn-" + turn.number() + "/ask-" + reminder + "/" + contact.id(),
                    plan.application(),
                    crisis.id(),
                    Recipient.of(contact),
                    plan.language(),
                    "crisis-approve",
                    values));
        }
    }

    private static List<Contact> approvers(MaintenancePlan plan) {
        List<ContactRole> roles = plan.statusPage().crisis().approvers();
        List<Contact> people = plan.contacts().stream()
                .filter(contact -> contact.roles().stream().anyMatch(roles::contains))
                .toList();
        return people.isEmpty() ? plan.contacts() : people;
    }
}
