package org.vigie.escalation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.vigie.plan.Contact;
import org.vigie.plan.EscalationChain;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.QuietHours;

/** When people may be told: at any time if the chain is critical, else outside their quiet hours, in their local time. */
record QuietTimes(MaintenancePlan plan, EscalationChain chain) {

    /** The instant, or the first one after it at which at least one of the people may be told. */
    Instant firstFrom(Instant instant, List<Contact> people) {
        return people.stream()
                .map(contact -> from(instant, contact))
                .min(Instant::compareTo)
                .orElse(instant);
    }

    /** Those of the people who may be told at the instant. */
    List<Contact> reachable(Instant instant, List<Contact> people) {
        return people.stream()
                .filter(contact -> from(instant, contact).equals(instant))
                .toList();
    }

    private Instant from(Instant instant, Contact contact) {
        QuietHours quiet = contact.quietHours();
        if (chain.critical() || quiet == null) {
            return instant;
        }
        ZoneId zone = contact.zoneOr(plan.timeZone());
        return quiet.endAfter(instant.atZone(zone)).toInstant();
    }
}
