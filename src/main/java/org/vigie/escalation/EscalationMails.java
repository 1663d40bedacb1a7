package org.vigie.escalation;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.notification.Mail;
import org.vigie.notification.MailAddress;
import org.vigie.notification.Mailer;
import org.vigie.plan.Contact;
import org.vigie.plan.MaintenancePlan;
import org.vigie.security.SignedLinks;
import org.vigie.sla.TargetKind;
import org.vigie.ticket.Ticket;

/** The mails about promises at risk, in the language of the plan and the local time of the reader; each once. */
@Component
class EscalationMails {

    /** Purpose of the links that acknowledge. */
    static final String LINK = "escalations";

    private final Mailer mailer;
    private final SignedLinks links;

    EscalationMails(Mailer mailer, SignedLinks links) {
        this.mailer = mailer;
        this.links = links;
    }

    void warn(Ticket ticket, MaintenancePlan plan, TargetKind target, Instant due, Contact contact) {
        String key = ticket.id() + "/" + target.code() + "/warning/" + due;
        send(key, "sla-warning", ticket, plan, target, due, contact, Map.of());
    }

    void ask(EscalationCase current, int step, Contact contact) {
        Escalation escalation = current.escalation();
        Map<String, Object> more = Map.of(
                "link",
                links.link(LINK, List.of(escalation.id(), contact.id())).toString(),
                "repeated",
                step >= current.chain().steps().size());
        send(escalation, "/step-" + step, "escalation-step", current, contact, more);
    }

    void tellUnacknowledged(EscalationCase current, Contact contact) {
        send(current.escalation(), "/unacknowledged", "escalation-unacknowledged", current, contact, Map.of());
    }

    void tellAcknowledged(EscalationCase current, Contact contact) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("by", current.escalation().acknowledgedBy());
        more.put("remark", current.escalation().remark());
        send(current.escalation(), "/acknowledged", "escalation-acknowledged", current, contact, more);
    }

    private void send(
            Escalation escalation,
            String message,
            String template,
            EscalationCase current,
            Contact contact,
            Map<String, ?> more) {
        TargetKind target = escalation.target();
        Ticket ticket = current.ticket();
        Instant due = target == TargetKind.RESPONSE ? ticket.responseDue() : ticket.resolutionDue();
        send(escalation.id() + message, template, ticket, current.plan(), target, due, contact, more);
    }

    private void send(
            String key,
            String template,
            Ticket ticket,
            MaintenancePlan plan,
            TargetKind target,
            @Nullable Instant due,
            Contact contact,
            Map<String, ?> more) {
        Map<String, Object> values = new LinkedHashMap<>(more);
        values.put("id", ticket.id());
        values.put("title", ticket.title());
        values.put("application", plan.name());
        values.put("contact", contact.name());
        values.put("priority", ticket.priority().replace('_', ' '));
        values.put("owner", ticket.owner());
        values.put("response", target == TargetKind.RESPONSE);
        values.put("resolution", target == TargetKind.RESOLUTION);
        values.put("due", due == null ? "" : local(due, contact, plan));
        MailAddress to = new MailAddress(contact.name(), contact.email());
        mailer.send(new Mail(key + "/" + contact.id(), to, plan.language(), template, values));
    }

    private static String local(Instant instant, Contact contact, MaintenancePlan plan) {
        Locale language = plan.language();
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                .withLocale(language)
                .format(instant.atZone(contact.zoneOr(plan.timeZone())));
    }
}
