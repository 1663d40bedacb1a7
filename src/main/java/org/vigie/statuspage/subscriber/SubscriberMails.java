package org.vigie.statuspage.subscriber;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.statuspage.MaintenanceAnnounced;
import org.vigie.statuspage.PlannedMaintenance;
import org.vigie.statuspage.PublicIncident;
import org.vigie.statuspage.PublicSentences;
import org.vigie.statuspage.PublicTextPublished;
import org.vigie.statuspage.PublicUpdate;
import org.vigie.statuspage.PublicWords;
import org.vigie.statuspage.SubscribersTold;
import org.vigie.statuspage.UpdateKind;
import org.vigie.statuspage.page.StatusPageProperties;

/**
 * The mails to subscribers, each once, written into the transaction that publishes the text. Who was told of an incident is told of its
 * end, whoever has joined since; nobody else is.
 */
@Component
class SubscriberMails {

    static final String KEY = "status/";

    private final SubscriberStore store;
    private final Departures departures;
    private final Notices notices;
    private final Plans plans;
    private final StatusPageProperties properties;

    SubscriberMails(
            SubscriberStore store,
            Departures departures,
            Notices notices,
            Plans plans,
            StatusPageProperties properties) {
        this.store = store;
        this.departures = departures;
        this.notices = notices;
        this.plans = plans;
        this.properties = properties;
    }

    @EventListener
    void on(PublicTextPublished event) {
        PublicIncident incident = event.incident();
        if (!event.toSubscribers() || incident.drill()) {
            return;
        }
        PublicUpdate update = event.update();
        boolean isEnd = update.kind() == UpdateKind.RESOLVED;
        List<Subscriber> readers = isEnd ? store.toldOf(incident.id()) : store.confirmed(incident.application());
        MaintenancePlan plan = plans.require(incident.application());
        for (Subscriber reader : readers) {
            store.told(incident.id(), reader.id());
            Map<String, Object> values = values(plan, reader);
            values.put(
                    "text",
                    PublicSentences.of(plan, update, PublicWords.of(reader.language()), incident.components())
                            .plain());
            values.put("resolved", isEnd);
            values.put("update", update.kind() == UpdateKind.UPDATE);
            values.put("opened", update.kind() == UpdateKind.OPENED);
            tell(plan, reader, "incident/" + incident.id() + "/" + update.number(), "status-incident", values);
        }
    }

    @EventListener
    void on(MaintenanceAnnounced event) {
        PlannedMaintenance maintenance = event.maintenance();
        MaintenancePlan plan = plans.require(maintenance.application());
        for (Subscriber reader : store.confirmed(maintenance.application())) {
            PublicWords words = PublicWords.of(reader.language());
            Map<String, Object> values = values(plan, reader);
            values.put("title", maintenance.title().in(reader.language()));
            values.put("from", words.moment(maintenance.startsAt(), plan.timeZone()));
            values.put("to", words.moment(maintenance.endsAt(), plan.timeZone()));
            values.put("zone", plan.timeZone().getId());
            values.put("planned", maintenance.state() == PlannedMaintenance.State.PLANNED);
            values.put("moved", maintenance.revision() > 1);
            values.put("cancelled", maintenance.state() == PlannedMaintenance.State.CANCELLED);
            values.put("ended", maintenance.state() == PlannedMaintenance.State.ENDED);
            values.put("signature", plan.statusPage().team().in(reader.language()));
            tell(
                    plan,
                    reader,
                    "maintenance/" + maintenance.id() + "/" + maintenance.revision(),
                    "status-maintenance",
                    values);
        }
    }

    @EventListener
    void on(SubscribersTold event) {
        MaintenancePlan plan = plans.require(event.application());
        for (Subscriber reader : store.confirmed(event.application())) {
            Map<String, Object> values = values(plan, reader);
            values.put("title", event.title().in(reader.language()));
            values.put("text", event.text().in(reader.language()));
            values.put("signature", plan.statusPage().team().in(reader.language()));
            tell(plan, reader, "told/" + event.key(), "status-told", values);
        }
    }

    private Map<String, Object> values(MaintenancePlan plan, Subscriber reader) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("application", plan.name());
        values.put("page", properties.address(plan).toString());
        values.put("leave", departures.link(reader.id()).toString());
        return values;
    }

    /** Of no application: a wrong address is nothing the plan's contacts could mend. */
    private void tell(
            MaintenancePlan plan, Subscriber reader, String what, String template, Map<String, Object> values) {
        String address = reader.address();
        if (address != null) {
            Locale language = reader.language();
            notices.tell(Notice.mail(
                    KEY + reader.id() + "/" + what,
                    null,
                    plan.application(),
                    Recipient.of("", address),
                    language,
                    template,
                    values));
        }
    }
}
