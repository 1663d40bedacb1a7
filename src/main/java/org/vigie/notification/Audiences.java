package org.vigie.notification;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Severity;

/** Who is told of what, by which channel, as a plan says. */
public final class Audiences {

    /**
     * Somebody and a way to them.
     *
     * @param channel for {@link Notice#channel()}
     * @param language in which they read there
     */
    public record Reader(Recipient to, String channel, Locale language) {}

    private Audiences() {}

    /**
     * All channels of the plan that are for what is so urgent: each team's channel once, and those by which single people are
     * told for each contact who names them. Without any for mails, those with the role devops are, or everybody.
     */
    public static List<Reader> of(MaintenancePlan plan, Severity severity) {
        return plan.channels().stream()
                .filter(channel -> channel.isFor(severity))
                .flatMap(channel -> readers(plan, channel))
                .toList();
    }

    private static Stream<Reader> readers(MaintenancePlan plan, ChannelSettings channel) {
        Locale language = Optional.ofNullable(channel.language()).orElse(plan.language());
        return recipients(plan, channel).map(to -> new Reader(to, channel.id(), language));
    }

    private static Stream<Recipient> recipients(MaintenancePlan plan, ChannelSettings channel) {
        if (!channel.kind().isPersonal()) {
            return Stream.of(Recipient.team(channel.id()));
        }
        List<Contact> named = plan.contacts().stream()
                .filter(contact -> contact.channels().contains(channel.id()))
                .toList();
        // a plan that names nobody for mails still has its alerts read
        boolean nobody = named.isEmpty() && channel.kind() == ChannelSettings.Kind.MAIL;
        return (nobody ? plan.contactsWithOrAll(ContactRole.DEVOPS) : named)
                .stream().map(Recipient::of);
    }

    /** Somebody whom a test message may go to; empty if the plan names nobody for the channel. */
    static Optional<Recipient> anybody(MaintenancePlan plan, ChannelSettings channel) {
        return recipients(plan, channel).findFirst();
    }
}
