package org.vigie.incident.remedy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.incident.Incident;
import org.vigie.incident.Incidents;
import org.vigie.notification.Audiences;
import org.vigie.notification.Audiences.Reader;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.RemedySettings.Action;
import org.vigie.plan.Severity;
import org.vigie.shared.Sentences;

/**
 * Tells those who can decide about an incident that they are asked: each by mail, and all by the channels that the plan has for what is
 * so urgent. Once for each question; takes part in the caller's transaction.
 */
@Component
class RemedyQuestions {

    private static final String MAIL = "mail";

    private final Incidents incidents;
    private final Notices notices;
    private final String publicUrl;

    RemedyQuestions(
            Incidents incidents,
            Notices notices,
            @Value("${vigie.public-url:http://localhost:8090}") String publicUrl) {
        this.incidents = incidents;
        this.notices = notices;
        this.publicUrl = publicUrl;
    }

    /** @param tried what was done before, for people */
    void ask(Incident incident, RemedyTurn turn, List<String> tried) {
        MaintenancePlan plan = incidents.planOf(incident);
        readers(plan, incident).forEach((key, reader) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("contact", reader.to().name());
            values.put("application", plan.name());
            values.put("title", incident.title());
            values.put("priority", incident.priority());
            values.put("since", LocalTimes.of(plan, contact(plan, reader)).moment(incident.since()));
            for (Action action : Action.values()) {
                String id = Remedies.id(action);
                values.put(id, id.equals(turn.proposed()));
            }
            values.put("none", Remedies.action(turn.proposed()).isEmpty());
            values.put("anyTried", !tried.isEmpty());
            values.put("tried", Sentences.in(reader.language()).say(tried));
            values.put("link", publicUrl + "/api/incidents/" + incident.id() + "/diagnosis");
            notices.tell(new Notice(
                    incident.id() + "/turn-" + turn.number() + "/ask/" + key,
                    plan.application(),
                    incident.id(),
                    reader.to(),
                    reader.language(),
                    "incident-asked",
                    values,
                    reader.channel()));
        });
    }

    /** By what tells them apart. */
    private static Map<String, Reader> readers(MaintenancePlan plan, Incident incident) {
        Map<String, Reader> readers = new LinkedHashMap<>();
        for (ContactRole role : List.of(ContactRole.TECHNICAL_LEAD, ContactRole.DEVOPS)) {
            for (Contact person : plan.contactsWith(role)) {
                add(readers, new Reader(Recipient.of(person), MAIL, plan.language()));
            }
        }
        Audiences.of(plan, incident.isCritical() ? Severity.CRITICAL : Severity.IMPORTANT)
                .forEach(reader -> add(readers, reader));
        if (readers.isEmpty()) {
            plan.contacts().forEach(person -> add(readers, new Reader(Recipient.of(person), MAIL, plan.language())));
        }
        return readers;
    }

    private static void add(Map<String, Reader> readers, Reader reader) {
        String who = reader.to().contact() == null ? "team" : reader.to().contact();
        readers.putIfAbsent(reader.channel() + "/" + who, reader);
    }

    /** Whose time zone counts: the reader's, or that of somebody who is meant. */
    private static Contact contact(MaintenancePlan plan, Reader reader) {
        return plan.contacts().stream()
                .filter(person -> person.id().equals(reader.to().contact()))
                .findFirst()
                .orElseGet(() -> plan.contactsWithOrAll(ContactRole.DEVOPS).getFirst());
    }
}
