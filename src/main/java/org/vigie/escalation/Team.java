package org.vigie.escalation;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.ticket.Ticket;

/**
 * Who works on a ticket.
 *
 * @param group group of user tasks: developers, devops or support
 * @param people the owner, if the plan names a contact with that id, and the contacts of the team; never empty for a
 *     loaded plan
 */
record Team(String group, List<Contact> people) {

    static Team of(Ticket ticket, MaintenancePlan plan) {
        String group = Objects.requireNonNullElse(ticket.team(), "support");
        Stream<Contact> owner = ticket.owner() == null ? Stream.of() : plan.contact(ticket.owner()).stream();
        List<Contact> people = Stream.concat(owner, plan.contactsWith(role(group)).stream())
                .distinct()
                .toList();
        return new Team(group, people.isEmpty() ? plan.contacts() : people);
    }

    private static ContactRole role(String group) {
        return switch (group) {
            case "developers" -> ContactRole.TECHNICAL_LEAD;
            case "devops" -> ContactRole.DEVOPS;
            default -> ContactRole.SUPPORT;
        };
    }
}
