package org.vigie.alert.tell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;

/** Whom alerts of a plan reach, by which channel. */
@Component
public class Readers {

    private static final String MAIL = "mail";
    private static final String SMS = "sms";
    private static final List<String> TEAM = List.of("slack", "discord");

    private final Notices notices;

    Readers(Notices notices) {
        this.notices = notices;
    }

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

    private void add(MaintenancePlan plan, String channel, List<Reader> readers, List<String> refusals) {
        if (!notices.offers(channel)) {
            refusals.add("not by " + channel + ": the channel is not set up");
            return;
        }
        switch (channel) {
            case MAIL -> people(plan).forEach(person -> readers.add(new Reader(channel, Recipient.of(person))));
            case SMS ->
                people(plan).forEach(person -> {
                    if (person.phone() == null) {
                        refusals.add("not by sms to " + person.id() + ": the plan has no phone number");
                    } else {
                        readers.add(new Reader(channel, new Recipient(person.id(), person.name(), person.phone())));
                    }
                });
            // these have one address for each plan, which the channel knows
            default -> readers.add(new Reader(channel, Recipient.of(plan.name(), plan.application())));
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
