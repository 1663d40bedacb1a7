package org.vigie.notification;

import java.time.Clock;
import java.time.Instant;
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
    private final NoticeTexts templates;
    private final Plans plans;
    private final Clock clock;

    Refusals(NoticeStore store, NoticeTexts templates, Plans plans, Clock clock) {
        this.store = store;
        this.templates = templates;
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * Tells the next contact of a notice that has just been refused or given up; a part of the caller's transaction. What failed at a
     * channel other than mail goes by mail itself.
     *
     * @param ofReader whether it is this reader who cannot be reached, and not the channel that fails everybody
     */
    void tellSomebodyElse(long id, boolean ofReader) {
        KeptNotice refused = store.find(id).orElseThrow();
        List<KeptNotice> tried = store.caseOf(refused.refusalOf() == null ? id : refused.refusalOf());
        KeptNotice first = tried.getFirst();
        if (first.template().equals(Canaries.TEMPLATE)) {
            return; // it told that the channel does not work, which is what it was for
        }
        Optional<MaintenancePlan> plan =
                Optional.ofNullable(first.application()).flatMap(plans::find);
        if (!refused.channel().equals(Channel.MAIL) && plan.isPresent()) {
            passOn(plan.get(), refused, first);
            if (!ofReader || !isPersonal(plan.get(), refused.channel())) {
                return;
            }
            tried = store.caseOf(first.id());
        }
        store.dropFollowers(id, clock.instant());
        List<KeptNotice> told = tried;
        Optional<Contact> next = plan.flatMap(known -> readers(known)
                .filter(contact -> told.stream().noneMatch(notice -> reaches(notice, contact)))
                .findFirst());
        if (next.isEmpty()) {
            LOG.error("nobody is left to tell that notice {} did not arrive", first.key());
            return;
        }
        Notice notice = notice(plan.get(), next.get(), first, tried);
        NoticeTexts.Text text = templates.render(notice.template(), notice.language(), notice.values());
        store.insert(notice, text, clock.instant(), first.id());
    }

    private static boolean isPersonal(MaintenancePlan plan, String channel) {
        return plan.channel(channel).map(way -> way.kind().isPersonal()).orElse(false);
    }

    /** The channel failed, not the reader: the same text goes to them by mail, or to one of the team if it was for all. */
    private void passOn(MaintenancePlan plan, KeptNotice refused, KeptNotice first) {
        Contact reader = Optional.ofNullable(refused.contact())
                .flatMap(plan::contact)
                .or(() -> readers(plan).findFirst())
                .orElseThrow();
        store.passOn(
                refused, refused.key() + "/by-mail", Recipient.of(reader), Channel.MAIL, first.id(), clock.instant());
    }

    /** Tells those who look after the application that one of its channels takes nothing any more; each once per break. */
    void tellBroken(KeptNotice notice, String reason, Instant since) {
        MaintenancePlan plan = plans.require(String.valueOf(notice.application()));
        for (Contact reader : plan.contactsWithOrAll(ContactRole.DEVOPS)) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("reader", reader.name());
            values.put("application", plan.name());
            values.put("id", plan.application());
            values.put("channel", notice.channel());
            values.put("since", LocalTimes.of(plan, reader).moment(since));
            values.put("reason", reason);
            Notice broken = new Notice(
                    "channel/" + plan.application() + "/" + notice.channel() + "/broken/" + since.getEpochSecond() + "/"
                            + reader.id(),
                    plan.application(),
                    Canaries.subject(notice.channel()),
                    Recipient.of(reader),
                    plan.language(),
                    "channel-broken",
                    values,
                    Channel.MAIL);
            store.insert(broken, templates.render(broken.template(), plan.language(), values), clock.instant(), null);
        }
    }

    private static Stream<Contact> readers(MaintenancePlan plan) {
        return Stream.concat(plan.contactsWith(ContactRole.SUPPORT).stream(), plan.contacts().stream());
    }

    private static boolean reaches(KeptNotice notice, Contact contact) {
        return notice.channel().equals(Channel.MAIL)
                && (contact.id().equals(notice.contact()) || contact.email().equalsIgnoreCase(notice.address()));
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
        values.put("byMail", !first.channel().equals(Channel.MAIL));
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
                Channel.MAIL);
    }
}
