package org.vigie.alert.tell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.notification.Recipient;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;

/** Whom alerts of a plan reach, by which channel. */
@Component
public class Readers {

    private static final String MAIL = "mail";
    private static final List<String> TEAM = List.of("slack", "discord");

    /** One who is told. */
    record Reader(String channel, Recipient to) {}

    /** What comes of the channels of a rule: who is told, and why others are not. */
    record Reach(List<Reader> readers, List<String> refusals) {}

    /** Where none of the channels is set up, mail takes their place: an alert that nobody gets is none. */
    Reach of(MaintenancePlan plan, List<String> channels) {
        List<Reader> readers = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (String channel : channels) {
            for (String each : channel.equals("team") ? TEAM : List.of(channel)) {
                add(plan, each, readers, refusals);
            }
        }
        if (readers.isEmpty()) {
            refusals.add("by mail instead: no channel of the rule reaches anybody");
            add(plan, MAIL, readers, refusals);
        }
        return new Reach(readers, refusals);
    }

    /** Why some are not told, as things stand. */
    public List<String> refusals(MaintenancePlan plan, List<String> channels) {
        return of(plan, channels).refusals();
    }

    private static void add(MaintenancePlan plan, String kind, List<Reader> readers, List<String> refusals) {
        if (kind.equals(MAIL)) {
            people(plan).forEach(person -> readers.add(new Reader(MAIL, Recipient.of(person))));
            return;
        }
        List<ChannelSettings> channels = plan.channels().stream()
                .filter(channel -> channel.kind().key().equals(kind))
                .toList();
        if (channels.isEmpty()) {
            refusals.add("not by " + kind + ": the channel is not set up");
        }
        for (ChannelSettings channel : channels) {
            if (!channel.kind().isPersonal()) {
                readers.add(new Reader(channel.id(), Recipient.team(channel.id())));
                continue;
            }
            for (Contact person : people(plan)) {
                if (person.channels().contains(channel.id())) {
                    readers.add(new Reader(channel.id(), Recipient.of(person)));
                } else {
                    refusals.add(
                            "not by " + channel.id() + " to " + person.id() + ": the plan does not name it for them");
                }
            }
        }
    }

    private static List<Contact> people(MaintenancePlan plan) {
        Map<String, Contact> people = new LinkedHashMap<>();
        List<String> wanted = plan.monitoring().recipients();
        if (wanted.isEmpty()) {
            for (ContactRole role : List.of(ContactRole.DEVOPS, ContactRole.TECHNICAL_LEAD)) {
                plan.contactsWith(role).forEach(person -> people.put(person.id(), person));
            }
        }
        wanted.forEach(name -> plan.people(name).forEach(person -> people.put(person.id(), person)));
        return people.isEmpty() ? plan.contacts() : List.copyOf(people.values());
    }
}
