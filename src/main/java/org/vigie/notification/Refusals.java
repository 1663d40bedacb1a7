package org.vigie.notification;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/**
 * Tells somebody else when a notice cannot be delivered: the plan's support, else its other contacts in the order of the
 * file, one after the other until one can be reached. Nobody is tried twice for the same notice.
 */
@Component
class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final NoticeStore store;
    private final MailTemplates templates;
    private final Plans plans;
    private final Clock clock;

    Refusals(NoticeStore store, MailTemplates templates, Plans plans, Clock clock) {
        this.store = store;
        this.templates = templates;
        this.plans = plans;
        this.clock = clock;
    }

    /** Tells the next contact of a notice that has just been refused or given up; a part of the caller's transaction. */
    void tellSomebodyElse(long id) {
        KeptNotice refused = store.find(id).orElseThrow();
        List<KeptNotice> tried = store.caseOf(refused.refusalOf() == null ? id : refused.refusalOf());
        KeptNotice first = tried.getFirst();
        Optional<MaintenancePlan> plan =
                Optional.ofNullable(first.application()).flatMap(plans::find);
        Optional<Contact> next = plan.flatMap(known -> readers(known)
                .filter(contact -> tried.stream().noneMatch(notice -> reaches(notice, contact)))
                .findFirst());
        if (next.isEmpty()) {
            LOG.error("nobody is left to tell that notice {} did not arrive", first.key());
            return;
        }
        Notice notice = notice(plan.get(), next.get(), first, tried);
        MailTemplates.Text text = templates.render(notice.template(), notice.language(), notice.values());
        store.insert(notice, text, clock.instant(), first.id());
    }

    private static Stream<Contact> readers(MaintenancePlan plan) {
        return Stream.concat(plan.contactsWith(ContactRole.SUPPORT).stream(), plan.contacts().stream());
    }

    private static boolean reaches(KeptNotice notice, Contact contact) {
        return contact.id().equals(notice.contact()) || contact.email().equalsIgnoreCase(notice.address());
    }

    private static Notice notice(MaintenancePlan plan, Contact reader, KeptNotice first, List<KeptNotice> tried) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("reader", reader.name());
        values.put("application", plan.name());
        values.put("subject", first.subject());
        values.put("title", first.title());
        values.put("name", first.name());
        values.put("address", first.address());
        values.put("told", LocalTimes.of(plan, reader).moment(first.createdAt()));
        values.put("givenUp", first.state() == NoticeState.GIVEN_UP);
        values.put("reason", first.reason());
        values.put("inPlan", first.contact() != null);
        values.put(
                "others",
                String.join(", ", tried.stream().skip(1).map(KeptNotice::name).toList()));
        values.put("id", first.id());
        return new Notice(
                first.key() + "/refused/" + reader.id(),
                first.application(),
                first.subject(),
                Recipient.of(reader),
                plan.language(),
                "notice-refused",
                values,
                MailChannel.NAME);
    }
}
