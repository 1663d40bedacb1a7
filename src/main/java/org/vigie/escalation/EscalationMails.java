package org.vigie.escalation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.Contact;
import org.vigie.plan.MaintenancePlan;
import org.vigie.security.SignedLinks;
import org.vigie.sla.SlaMarks;
import org.vigie.sla.TargetKind;
import org.vigie.ticket.Ticket;

/** The mails about promises at risk, in the language of the plan and the local time of the reader; each once. */
@Component
class EscalationMails {

    /** Purpose of the links that acknowledge. */
    static final String LINK = "escalations";

    private final Notices notices;
    private final SignedLinks links;

    EscalationMails(Notices notices, SignedLinks links) {
        this.notices = notices;
        this.links = links;
    }

    void warn(Ticket ticket, MaintenancePlan plan, TargetKind target, SlaMarks.Reached mark, Contact contact) {
        String key = ticket.id() + "/" + target.code() + "/warning/" + mark.revision();
        send(key, "sla-warning", ticket, plan, target, mark.due(), contact, Map.of(), ChannelSettings.MAIL);
    }

    void ask(EscalationCase current, int step, Contact contact) {
        Escalation escalation = current.escalation();
        String channel = current.step(step).channel();
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("repeated", step >= current.chain().steps().size());
        // the link acts in the contact's name: it is not for all who read along in a team's channel
        if (current.plan().channel(channel).map(way -> way.kind().isPersonal()).orElse(true)) {
            more.put(
                    "link",
                    links.link(LINK, List.of(escalation.id(), contact.id())).toString());
        }
        send("/step-" + step, "escalation-step", current, contact, more, channel);
    }

    void tellUnacknowledged(EscalationCase current, Contact contact) {
        send("/unacknowledged", "escalation-unacknowledged", current, contact, Map.of(), current.channelOf(contact));
    }

    void tellAcknowledged(EscalationCase current, Contact contact) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("by", current.escalation().acknowledgedBy());
        more.put("remark", current.escalation().remark());
        send("/acknowledged", "escalation-acknowledged", current, contact, more, current.channelOf(contact));
    }

    private void send(
            String message,
            String template,
            EscalationCase current,
            Contact contact,
            Map<String, ?> more,
            String channel) {
        Escalation escalation = current.escalation();
        TargetKind target = escalation.target();
        Ticket ticket = current.ticket();
        Instant due = target == TargetKind.RESPONSE ? ticket.responseDue() : ticket.resolutionDue();
        send(escalation.id() + message, template, ticket, current.plan(), target, due, contact, more, channel);
    }

    private void send(
            String key,
            String template,
            Ticket ticket,
            MaintenancePlan plan,
            TargetKind target,
            @Nullable Instant due,
            Contact contact,
            Map<String, ?> more,
            String channel) {
        Map<String, Object> values = new LinkedHashMap<>(more);
        values.put("id", ticket.id());
        values.put("title", ticket.title());
        values.put("application", plan.name());
        values.put("contact", contact.name());
        values.put("priority", ticket.priority().replace('_', ' '));
        values.put("owner", ticket.owner());
        values.put("response", target == TargetKind.RESPONSE);
        values.put("resolution", target == TargetKind.RESOLUTION);
        values.put("due", LocalTimes.of(plan, contact).moment(due));
        notices.tell(new Notice(
                key + "/" + contact.id(),
                plan.application(),
                ticket.id(),
                Recipient.of(contact),
                plan.language(),
                template,
                values,
                channel));
    }
}
