package org.vigie.notification;

import org.jspecify.annotations.Nullable;
import org.vigie.plan.Contact;
import org.vigie.shared.value.Texts;

/**
 * Who is told. The address is checked by the channel, so that a wrong one holds up nobody but its owner.
 *
 * @param contact the id in the plan file; null: somebody whom no plan names
 * @param name for people, may be empty
 * @param address where the channel reaches them
 */
public record Recipient(@Nullable String contact, String name, String address) {

    public Recipient {
        name = Texts.oneLine(name);
        address = address.strip()
                .replaceAll("[\\p{Cntrl}\u0080-\u009f]+", "<?>"); // no channel takes it, every table does
    }

    /** A contact of a plan. */
    public static Recipient of(Contact contact) {
        return new Recipient(contact.id(), contact.name(), contact.email());
    }

    /** All who read along in a channel; its id stands for its address, which is a secret. */
    public static Recipient team(String channel) {
        return new Recipient(null, channel, channel);
    }

    /** Somebody whom no plan names. */
    public static Recipient of(String name, String address) {
        return new Recipient(null, name, address);
    }
}
